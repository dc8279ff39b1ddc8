using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>The id of a failed message: <c>entry/123</c>.</summary>
internal readonly record struct FailureKey(string Source, long Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source}/{Sequence}");

    /// <summary>The keys of a selection, each once; otherwise what is wrong with it.</summary>
    public static bool TryRead(
        FailureSelection selection,
        [NotNullWhen(true)] out IReadOnlyList<FailureKey>? keys,
        [NotNullWhen(false)] out string? error
    )
    {
        List<FailureKey> read = [];
        foreach (var id in selection.Ids.Distinct(StringComparer.Ordinal))
        {
            if (!TryParse(id, out var key))
            {
                (keys, error) = (null, $"'{id}' is no id of a failed message: take the ids from the list.");
                return false;
            }

            read.Add(key);
        }

        (keys, error) = (read, null);
        return true;
    }

    private static bool TryParse(string id, out FailureKey key)
    {
        key = default;
        if (
            id.Split('/') is not [{ Length: > 0 and <= 32 } source, var number]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        )
        {
            return false;
        }

        key = new FailureKey(source, sequence);
        return true;
    }
}

internal static class FailureQueries
{
    /// <summary>Those of the selection that are still there.</summary>
    public static async Task<Dictionary<FailureKey, FailedEvent>> SelectAsync(
        this IQueryable<FailedEvent> failed,
        IReadOnlyList<FailureKey> keys,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<FailureKey, FailedEvent>();
        // There are as many sources as services.
        foreach (var source in keys.GroupBy(key => key.Source, key => key.Sequence, StringComparer.Ordinal))
        {
            var sequences = source.ToArray();
            var rows = await failed
                .Where(e => e.Source == source.Key && EF.Parameter(sequences).Contains(e.Sequence))
                .ToListAsync(cancellationToken);
            rows.ForEach(row => found.Add(new FailureKey(row.Source, row.Sequence), row));
        }

        return found;
    }

    public static IQueryable<FailedEvent> Of(this IQueryable<FailedEvent> failed, FailureKey key) =>
        failed.Where(e => e.Source == key.Source && e.Sequence == key.Sequence);
}
