using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary>A business day whose figures may have changed since it was counted.</summary>
internal sealed class DirtyDay
{
    public required string Port { get; init; }
    public required DateOnly Date { get; init; }

    /// <summary>Grows with each marking, so that a count takes away only the marks that it has seen.</summary>
    public int Stamp { get; set; } = 1;
}

internal static class DirtyDays
{
    /// <summary>Marks the days; to be saved in the transaction that changes their facts.</summary>
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
