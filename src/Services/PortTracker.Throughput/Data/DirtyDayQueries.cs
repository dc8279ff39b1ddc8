using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput.Data;

internal static class DirtyDayQueries
{
    /// <summary>Marks the days. Save it in the transaction that changes their facts.</summary>
    public static async Task MarkAsync(
        this DbSet<DirtyDay> dirtyDays,
        IEnumerable<(string Port, DateOnly Date)> days,
        CancellationToken cancellationToken
    )
    {
        foreach (var port in days.GroupBy(day => day.Port, day => day.Date, StringComparer.Ordinal))
        {
            var dates = port.ToHashSet();
            var wanted = dates.ToArray();
            var marked = await dirtyDays
                .Where(day => day.Port == port.Key && EF.Parameter(wanted).Contains(day.Date))
                .ToListAsync(cancellationToken);
            foreach (var day in marked)
            {
                day.Stamp++;
                dates.Remove(day.Date);
            }

            dirtyDays.AddRange(dates.Select(date => new DirtyDay { Port = port.Key, Date = date }));
        }
    }
}
