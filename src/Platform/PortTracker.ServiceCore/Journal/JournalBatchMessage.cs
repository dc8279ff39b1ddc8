using System.Runtime.InteropServices;

namespace PortTracker.ServiceCore.Journal;

/// <summary>
/// A batch of a service's journal, sent through the broker. One message contains everything that was committed since the previous one,
/// so a busy port sends few messages. Without events it is a heartbeat with the position of the publisher.
/// The type is public because MassTransit treats message types that are not public as temporary.
/// </summary>
public sealed record JournalBatchMessage
{
    internal const int MostEvents = 250;

    public required string Source { get; init; }
    public required long After { get; init; }
    public required long Last { get; init; }
    public IReadOnlyList<JournalBatchEvent> Events { get; init; } = [];

    internal static JournalBatchMessage Of(JournalBatch batch) =>
        new()
        {
            Source = batch.Source,
            After = batch.After,
            Last = batch.Last,
            Events =
            [
                .. batch.Lines.Select(line => new JournalBatchEvent
                {
                    Sequence = line.Sequence,
                    MovementId = line.MovementId,
                    Body = line.BodyAsJson(),
                }),
            ],
        };

    internal JournalBatch ToBatch() =>
        new(
            Source,
            After,
            Last,
            [
                .. Events.Select(e => new RecordedEvent(
                    e.Sequence,
                    e.MovementId,
                    JsonMarshal.GetRawUtf8Value(e.Body).ToArray()
                )),
            ]
        );
}
