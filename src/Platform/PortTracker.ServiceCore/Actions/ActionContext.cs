using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Actions;

/// <summary>The context that every change is recorded with: who acted, when it happened and when it was recorded.</summary>
public readonly record struct ActionContext(
    Caller By,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string? CorrelationId
)
{
    public string Actor => By.Name;

    public ActionContext At(DateTimeOffset? occurredAt) =>
        occurredAt is { } at ? this with { OccurredAt = at.TruncateToMilliseconds() } : this;

    public EventHeader Header(string port, Guid movementId, int version) =>
        new()
        {
            EventId = Guid.CreateVersion7(RecordedAt),
            Port = port,
            MovementId = movementId,
            Version = version,
            OccurredAt = OccurredAt,
            RecordedAt = RecordedAt,
            Actor = Actor,
            CorrelationId = CorrelationId,
        };
}
