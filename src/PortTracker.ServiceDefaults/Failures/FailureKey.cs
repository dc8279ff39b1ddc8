using System.Diagnostics.CodeAnalysis;
using System.Globalization;

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
    public static IQueryable<FailedEvent> Of(this IQueryable<FailedEvent> failed, FailureKey key) =>
        failed.Where(e => e.Source == key.Source && e.Sequence == key.Sequence);
}
