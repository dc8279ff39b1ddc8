using System.Text.Json;

namespace PortTracker.ServiceCore.Journal;

/// <summary>An event as its service recorded it. Only the consumer reads the body, so that an unreadable body does not affect other events.</summary>
public sealed record JournalBatchEvent
{
    public required long Sequence { get; init; }
    public required Guid MovementId { get; init; }
    public required JsonElement Body { get; init; }
}
