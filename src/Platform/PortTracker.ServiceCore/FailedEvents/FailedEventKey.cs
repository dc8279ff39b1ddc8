using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PortTracker.Contracts.FailedEvents;

namespace PortTracker.ServiceCore.FailedEvents;

/// <summary>The id of a failed event: <c>entry/123</c>.</summary>
internal readonly record struct FailedEventKey(string Source, long Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source}/{Sequence}");

    /// <summary>Reads the distinct keys of a selection, or the error.</summary>
    public static bool TryRead(
        FailedEventSelection selection,
        [NotNullWhen(true)] out IReadOnlyList<FailedEventKey>? keys,
        [NotNullWhen(false)] out string? error
    )
    {
        List<FailedEventKey> read = [];
        foreach (var id in selection.Ids.Distinct(StringComparer.Ordinal))
        {
            if (!TryParse(id, out var key))
            {
                (keys, error) = (null, $"'{id}' is not the id of a failed event. Use the ids from the list.");
                return false;
            }

            read.Add(key);
        }

        (keys, error) = (read, null);
        return true;
    }

    private static bool TryParse(string id, out FailedEventKey key)
    {
        key = default;
        if (
            id.Split('/') is not [{ Length: > 0 and <= 32 } source, var number]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        )
        {
            return false;
        }

        key = new FailedEventKey(source, sequence);
        return true;
    }
}
