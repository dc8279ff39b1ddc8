using PortTracker.ServiceCore.Journal;

namespace PortTracker.ServiceCore.FailedEvents;

/// <summary>An event that could not be applied. It is set aside, so that it does not block other events.</summary>
internal sealed class FailedEventRow
{
    /// <summary>The source of messages that could not be read.</summary>
    public const string Unreadable = "message";

    public const int LongestError = 4000;

    public required string Source { get; init; }
    public required long Sequence { get; init; }
    public required Guid MovementId { get; init; }
    public required byte[] Body { get; init; }
    public required string Error { get; set; }
    public required DateTimeOffset FailedAt { get; set; }

    /// <summary>The event's line in the journal.</summary>
    public RecordedEvent Line => new(Sequence, MovementId, Body);

    public static FailedEventRow Of(string source, RecordedEvent line, Exception error, DateTimeOffset at) =>
        new()
        {
            Source = source,
            Sequence = line.Sequence,
            MovementId = line.MovementId,
            Body = line.Body,
            Error = TextOf(error),
            FailedAt = at,
        };

    public static string TextOf(Exception error) =>
        error.ToString() is { Length: > LongestError } text ? text[..LongestError] : error.ToString();
}
