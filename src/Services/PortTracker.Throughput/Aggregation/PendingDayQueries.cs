using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Aggregation;

/// <summary>Finds the days that the aggregation must count.</summary>
internal static class PendingDayQueries
{
    /// <summary>
    /// Every dirty day, and every day without a closed count from the first departure to today; for imported movements, to the last of
    /// them: the days between them and go-live are unknown, not zero.
    /// </summary>
    public static async Task<SortedSet<DateOnly>> PendingDaysAsync(
        this ThroughputDb db,
        Port port,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var days = new SortedSet<DateOnly>(
            await db
                .DirtyDays.Where(day => day.Port == port.Code)
                .Select(day => day.Date)
                .ToListAsync(cancellationToken)
        );
        var closed = await db
            .DailyTotals.Where(total => total.Port == port.Code && total.Closed)
            .Select(total => total.Date)
            .ToHashSetAsync(cancellationToken);
        var spans = await db
            .Facts.Where(fact => fact.Port == port.Code && fact.DepartedOn != null)
            .GroupBy(fact => fact.Imported)
            .Select(facts => new
            {
                IsImported = facts.Key,
                First = facts.Min(f => f.DepartedOn),
                Last = facts.Max(f => f.DepartedOn),
            })
            .ToListAsync(cancellationToken);
        foreach (var span in spans)
        {
            var last = span.IsImported ? span.Last!.Value : today;
            days.UnionWith(NotClosed(span.First!.Value, last, closed));
        }

        return days;
    }

    private static IEnumerable<DateOnly> NotClosed(DateOnly first, DateOnly last, HashSet<DateOnly> closed)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!closed.Contains(day))
            {
                yield return day;
            }
        }
    }
}
