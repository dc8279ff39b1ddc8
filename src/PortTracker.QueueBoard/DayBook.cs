namespace PortTracker.QueueBoard;

/// <summary>
/// What happened at a port on which business day, and at which time of that day: so today can be told, and yesterday up to the same
/// time. It holds what each movement adds, so that the order in which that is heard, and how often, does not matter.
/// </summary>
internal sealed class DayBook(Port port)
{
    private readonly Dictionary<Guid, Milestones> counted = [];
    private readonly Dictionary<DateOnly, Day> days = [];
    private DateTimeOffset began = DateTimeOffset.MaxValue;
    private (DateOnly Today, TimeSpan Second, BoardDay? Yesterday)? told;

    /// <summary>Counts what has happened to a movement, in place of what was counted of it before.</summary>
    public void Count(Guid movement, Milestones milestones)
    {
        var before = counted.GetValueOrDefault(movement);
        if (before == milestones)
        {
            return;
        }

        told = null;
        Move(before.Arrived, milestones.Arrived, day => day.Arrived);
        Move(before.Cleared, milestones.Cleared, day => day.Cleared);
        Move(before.Departed, milestones.Departed, day => day.Departed);
        Move(before.Refused, milestones.Refused, day => day.Refused);
        counted[movement] = milestones;
        // When a record begins, what stands in the port already is entered with the time at which it came.
        if (milestones.Arrived is { } arrived && Later(arrived, movement.BeganAt()) is var known && known < began)
        {
            began = known;
        }
    }

    public BoardDay Today(DateTimeOffset now) => Of(port.BusinessDate(now)).Whole;

    /// <summary>
    /// The day before by the time of day that it is now, to the second, on the port's clock; null when the port's record begins in the midst of
    /// that day or later, as it would tell too little.
    /// </summary>
    public BoardDay? Yesterday(DateTimeOffset now)
    {
        var (today, time) = Local(now);
        // Anyone may ask, however often: the times are looked through once a second.
        var second = TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));
        if (told is not { } known || known.Today != today || known.Second != second)
        {
            var yesterday = today.AddDays(-1);
            told = known = (today, second, port.BusinessDate(began) < yesterday ? Of(yesterday).Until(second) : null);
        }

        return known.Yesterday;
    }

    /// <summary>Lets go of the days before this one, and of what ended on them.</summary>
    public void Forget(DateOnly before, Func<Guid, bool> isInPort)
    {
        foreach (var (movement, milestones) in counted)
        {
            if (!isInPort(movement) && (milestones.Latest is not { } latest || port.BusinessDate(latest) < before))
            {
                counted.Remove(movement);
            }
        }

        foreach (var date in days.Keys.Where(date => date < before).ToList())
        {
            days.Remove(date);
        }
    }

    /// <summary>Only what was corrected or withdrawn is looked for in its day, which is rare; all else is added at the end.</summary>
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

    /// <summary>The times of day at which things happened, in no order: there are some thousand, which are soon looked through.</summary>
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
