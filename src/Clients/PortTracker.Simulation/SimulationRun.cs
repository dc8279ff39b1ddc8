using PortTracker.ApiClient;
using PortTracker.Contracts.Api;

namespace PortTracker.Simulation;

/// <summary>What all roles of one run share.</summary>
internal sealed record SimulationRun(
    PortTrackerClient Client,
    string Port,
    ArrivalPacing Pacing,
    SimulationCounters Counters
)
{
    /// <summary>A step of a planned vehicle if its time has come; otherwise null.</summary>
    public DueStep? StepIfDue(PlannedVehicle planned, Guid movementId, int version, DateTimeOffset plannedAt) =>
        Pacing.IsDue(plannedAt, out var occurredAt)
            ? new DueStep(
                planned,
                new MovementReference
                {
                    MovementId = movementId,
                    Version = version,
                    OccurredAt = occurredAt,
                }
            )
            : null;
}
