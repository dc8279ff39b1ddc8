using System.Diagnostics;

namespace PortTracker.ServiceDefaults;

/// <summary>Who did something, when it happened and when it was written down: what every change is recorded with.</summary>
public readonly record struct Act(
    Caller By,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string? CorrelationId
)
{
    public string Actor => By.Name;

    /// <summary>Instants are kept to the millisecond, so that they read back from any database as they were.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    public Act At(DateTimeOffset? occurredAt) =>
        occurredAt is { } at ? this with { OccurredAt = ToMilliseconds(at) } : this;

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

/// <summary>The act of the present request.</summary>
public sealed class CurrentAct(CurrentCaller current, TimeProvider time)
{
    public Act Now
    {
        get
        {
            var now = Act.ToMilliseconds(time.GetUtcNow());
            return new Act(current.Caller, now, now, Activity.Current?.TraceId.ToString());
        }
    }
}
