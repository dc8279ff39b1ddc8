using System.Text.Json;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.FailedEvents;

namespace PortTracker.ServiceHosting.FailedEvents;

/// <summary>Describes a failed event with the fields that can be read, which may be few.</summary>
internal static class FailedEventDescription
{
    private const string Inner = "---> ";

    public static FailedEvent Describe(
        this FailedEventRow failed,
        string service,
        LedgerEntry? known,
        DateTimeOffset now
    )
    {
        var body = failed.Line.BodyAsJson();
        var (errorType, error) = FirstLine(failed.Error);
        return new FailedEvent
        {
            Id = new FailedEventKey(failed.Source, failed.Sequence).ToString(),
            Endpoint = service,
            Source = failed.Source,
            Sequence = failed.Sequence,
            EventType = failed.Source is FailedEventRow.Unreadable ? MessageType(body) : Text(body, "type"),
            MovementId = failed.MovementId == Guid.Empty ? null : failed.MovementId,
            Vin = Text(body, "entry", "vehicle", "vin") ?? known?.Vin,
            Port = Text(body, "header", "port") ?? known?.Port,
            ErrorType = errorType,
            Error = error,
            FailedAt = failed.FailedAt,
            AgeSeconds = Math.Max(0, (long)(now - failed.FailedAt).TotalSeconds),
        };
    }

    /// <summary>The message of an exception in one line.</summary>
    public static string InOneLine(Exception e) => FirstLine(e.ToString()).Message;

    private static (string Type, string Message) FirstLine(string exception)
    {
        var lines = exception.Split('\n', StringSplitOptions.TrimEntries);
        var line = lines[0];
        // EF Core's message only refers to the inner exception.
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
