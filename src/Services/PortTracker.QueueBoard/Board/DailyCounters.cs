using PortTracker.Contracts.Board;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.QueueBoard.Board;

/// <summary>
/// Counts what happened at a port by business day and time of day: today, and yesterday up to the same time. It keeps what each
/// movement contributes, so that neither the order nor the repetition of events matters.
/// </summary>
internal sealed class DailyCounters(Port port)
{
    private readonly Dictionary<Guid, Milestones> counted = [];
    private readonly Dictionary<DateOnly, Day> days = [];
    private DateTimeOffset began = DateTimeOffset.MaxValue;
    private (DateOnly Today, TimeSpan Second, BoardDay? Yesterday)? cachedYesterday;

    /// <summary>Counts the milestones of a movement, in place of those counted for it earlier.</summary>
    public void Count(Guid movement, Milestones milestones)
    {
        var before = counted.GetValueOrDefault(movement);
        if (before == milestones)
        {
            return;
        }

        cachedYesterday = null;
        Move(before.Arrived, milestones.Arrived, day => day.Arrived);
        Move(before.Cleared, milestones.Cleared, day => day.Cleared);
        Move(before.Departed, milestones.Departed, day => day.Departed);
        Move(before.Refused, milestones.Refused, day => day.Refused);
        counted[movement] = milestones;
        // At the start of a record, vehicles already in the port are recorded with their time of arrival.
        if (milestones.Arrived is { } arrived && Later(arrived, movement.BeganAt()) is var known && known < began)
        {
            began = known;
        }
    }

    public BoardDay Today(DateTimeOffset now) => Of(port.BusinessDate(now)).Whole;

    /// <summary>
    /// Yesterday up to the current time of day, to the second, on the port's clock; null if the port's record begins during that day or
    /// later, because the count would be too low.
    /// </summary>
    public BoardDay? Yesterday(DateTimeOffset now)
    {
        var (today, time) = Local(now);
        // Anyone may ask at any rate, so the times are counted at most once a second.
        var second = TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));
        if (cachedYesterday is not { } known || known.Today != today || known.Second != second)
        {
            var yesterday = today.AddDays(-1);
            cachedYesterday = known = (
                today,
                second,
                port.BusinessDate(began) < yesterday ? Of(yesterday).Until(second) : null
            );
        }

        return known.Yesterday;
    }

    /// <summary>Removes earlier days, and the movements that ended on them.</summary>
    public void RemoveBefore(DateOnly day, Func<Guid, bool> isInPort)
    {
        foreach (var (movement, milestones) in counted)
        {
            if (!isInPort(movement) && (milestones.Latest is not { } latest || port.BusinessDate(latest) < day))
            {
                counted.Remove(movement);
            }
        }

        foreach (var date in days.Keys.Where(date => date < day).ToList())
        {
            days.Remove(date);
        }
    }

    /// <summary>Moves a time. Searching a day is needed only for a correction or a withdrawal, which are rare.</summary>
    private void Move(DateTimeOffset? before, DateTimeOffset? after, Func<Day, List<TimeSpan>> kind)
    {
        if (before == after)
        {
            return;
        }

        if (before is { } old)
        {
            var (date, time) = Local(old);
            kind(Of(date)).Remove(time);
        }

        if (after is { } instant)
        {
            var (date, time) = Local(instant);
            if (!days.TryGetValue(date, out var day))
            {
                days[date] = day = new Day(date);
            }

            kind(day).Add(time);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private Day Of(DateOnly date) => days.GetValueOrDefault(date) ?? new Day(date);

    private (DateOnly Date, TimeSpan Time) Local(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, port.Zone).DateTime;
        return (DateOnly.FromDateTime(local), local.TimeOfDay);
    }

    /// <summary>The times of day of each milestone, unordered: a few thousand, which are quick to count.</summary>
    private sealed class Day(DateOnly date)
    {
        public List<TimeSpan> Arrived { get; } = [];
        public List<TimeSpan> Cleared { get; } = [];
        public List<TimeSpan> Departed { get; } = [];
        public List<TimeSpan> Refused { get; } = [];

        public BoardDay Whole => new(date, Arrived.Count, Cleared.Count, Departed.Count, Refused.Count);

        public BoardDay Until(TimeSpan end)
        {
            return new(date, Count(Arrived), Count(Cleared), Count(Departed), Count(Refused));

            int Count(List<TimeSpan> times) => times.Count(time => time <= end);
        }
    }
}
