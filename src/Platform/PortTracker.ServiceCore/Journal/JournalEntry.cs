using System.Text.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;

namespace PortTracker.ServiceCore.Journal;

/// <summary>An event of this service, in commit order. The journal does not record who has read it: each reader keeps its own position.</summary>
internal sealed class JournalEntry
{
    public long Sequence { get; init; }
    public required Guid EventId { get; init; }
    public required Guid MovementId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required byte[] Body { get; init; }

    public static IReadOnlyList<string> Columns { get; } =
    [nameof(EventId), nameof(MovementId), nameof(RecordedAt), nameof(Body)];

    public static object?[] Values(PortEvent e) =>
        [
            e.Header.EventId,
            e.Header.MovementId,
            e.Header.RecordedAt.ToUnixTimeMilliseconds(),
            JsonSerializer.SerializeToUtf8Bytes(e, PortJson.Options),
        ];
}
