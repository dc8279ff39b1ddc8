using System.Text.Json;

namespace PortTracker.ServiceDefaults;

/// <summary>Tells of a failed event what can be read of it, which may be little.</summary>
internal static class FailureDescription
{
    private const string Inner = "---> ";

    public static FailedMessage Describe(
        this FailedEvent failed,
        string service,
        LedgerEntry? known,
        DateTimeOffset now
    )
    {
        var body = failed.Line.BodyAsJson();
        var (errorType, error) = FirstLine(failed.Error);
        return new FailedMessage
        {
            Id = new FailureKey(failed.Source, failed.Sequence).ToString(),
            Endpoint = service,
            Source = failed.Source,
            Sequence = failed.Sequence,
            EventType = failed.Source is FailedEvent.Unreadable ? MessageType(body) : Text(body, "type"),
            MovementId = failed.MovementId == Guid.Empty ? null : failed.MovementId,
            Vin = Text(body, "entry", "vehicle", "vin") ?? known?.Vin,
            Port = Text(body, "header", "port") ?? known?.Port,
            ErrorType = errorType,
            Error = error,
            FailedAt = failed.FailedAt,
            AgeSeconds = Math.Max(0, (long)(now - failed.FailedAt).TotalSeconds),
        };
    }

    /// <summary>An exception in one line.</summary>
    public static string InOneLine(Exception e) => FirstLine(e.ToString()).Message;

    private static (string Type, string Message) FirstLine(string exception)
    {
        var lines = exception.Split('\n', StringSplitOptions.TrimEntries);
        var line = lines[0];
        // EF's own message only points to the one within.
        if (
            line.Contains("inner exception", StringComparison.OrdinalIgnoreCase)
            && lines.LastOrDefault(l => l.StartsWith(Inner, StringComparison.Ordinal)) is { } innermost
        )
        {
            line = innermost[Inner.Length..];
        }

        var end = line.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? (line, line) : (line[..end], line[(end + 2)..]);
    }

    private static string? MessageType(JsonElement envelope) =>
        envelope is { ValueKind: JsonValueKind.Object }
        && envelope.TryGetProperty("messageType", out var types)
        && types is { ValueKind: JsonValueKind.Array }
        && types.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } urn
            ? urn.GetString()!.Split(':')[^1]
            : null;

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object } || !element.TryGetProperty(name, out var child))
            {
                return null;
            }

            element = child;
        }

        return element is { ValueKind: JsonValueKind.String } ? element.GetString() : null;
    }
}
