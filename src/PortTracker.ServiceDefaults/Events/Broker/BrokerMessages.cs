using System.Runtime.InteropServices;
using System.Text.Json;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// A stretch of a service's journal on its way through the broker. One message carries all that was committed since the one
/// before, so that a busy port sends few. Without events it is a sign of life that says how far the journal has been sent.
/// Public, as what else goes through the broker: the bus takes types that others cannot see for passing ones.
/// </summary>
public sealed record JournalSegment
{
    internal const int MostEvents = 250;

    public required string Source { get; init; }
    public required long After { get; init; }
    public required long Last { get; init; }
    public IReadOnlyList<JournalEvent> Events { get; init; } = [];

    internal static JournalSegment Of(Segment segment) =>
        new()
        {
            Source = segment.Source,
            After = segment.After,
            Last = segment.Last,
            Events =
            [
                .. segment.Lines.Select(line => new JournalEvent
                {
                    Sequence = line.Sequence,
                    MovementId = line.MovementId,
                    Body = line.BodyAsJson(),
                }),
            ],
        };

    internal Segment ToSegment() =>
        new(
            Source,
            After,
            Last,
            [
                .. Events.Select(e => new JournalLine(
                    e.Sequence,
                    e.MovementId,
                    JsonMarshal.GetRawUtf8Value(e.Body).ToArray()
                )),
            ]
        );
}

/// <summary>An event as its service wrote it down. The body is read only where it is applied, so that one that cannot be read spoils no other.</summary>
public sealed record JournalEvent
{
    public required long Sequence { get; init; }
    public required Guid MovementId { get; init; }
    public required JsonElement Body { get; init; }
}

/// <summary>Asks a service to send a part of its journal once more, to one queue.</summary>
public sealed record ResendJournal
{
    public required string Queue { get; init; }

    /// <summary>From the entry after this one; with <see cref="Since"/>, from the first that was recorded then.</summary>
    public required long After { get; init; }

    /// <summary>Up to this entry; without it, to the end.</summary>
    public long? UpTo { get; init; }

    public DateTimeOffset? Since { get; init; }
}
