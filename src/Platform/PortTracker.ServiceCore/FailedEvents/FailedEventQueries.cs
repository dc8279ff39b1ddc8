using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceCore.FailedEvents;

internal static class FailedEventQueries
{
    /// <summary>Loads the selected events that still exist.</summary>
    public static async Task<Dictionary<FailedEventKey, FailedEventRow>> SelectAsync(
        this IQueryable<FailedEventRow> failed,
        IReadOnlyList<FailedEventKey> keys,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<FailedEventKey, FailedEventRow>();
        // One query per source. There are only a few sources.
        foreach (var source in keys.GroupBy(key => key.Source, key => key.Sequence, StringComparer.Ordinal))
        {
            var sequences = source.ToArray();
            var rows = await failed
                .Where(e => e.Source == source.Key && EF.Parameter(sequences).Contains(e.Sequence))
                .ToListAsync(cancellationToken);
            rows.ForEach(row => found.Add(new FailedEventKey(row.Source, row.Sequence), row));
        }

        return found;
    }

    public static IQueryable<FailedEventRow> Of(this IQueryable<FailedEventRow> failed, FailedEventKey key) =>
        failed.Where(e => e.Source == key.Source && e.Sequence == key.Sequence);
}
