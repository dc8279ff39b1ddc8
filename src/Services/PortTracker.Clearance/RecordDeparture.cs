using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceCore.Telemetry;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Clearance;

/// <summary>Cleared vehicles leave through the exit gate.</summary>
internal static class RecordDeparture
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        ClearanceRequest request,
        ClearanceDb db,
        PortCatalog ports,
        CurrentAction act,
        CancellationToken cancellationToken
    )
    {
        var now = act.Now;
        var errors = new FieldErrors();
        AddIfTooEarly(errors, "occurredAt", request.OccurredAt, now);
        for (var i = 0; i < request.Movements?.Count; i++)
        {
            AddIfTooEarly(errors, $"movements[{i}].occurredAt", request.Movements[i].OccurredAt, now);
        }

        return errors.Any
            ? errors.ToProblem()
            : await ClearanceSelection.PerformAsync(
                db,
                ports,
                request,
                now,
                isSelected: movement => !movement.IsHeld,
                movement => movement.CannotDepartReason(),
                (movement, at) =>
                {
                    db.OnCommitted(() => PortMetrics.VehiclesDeparted(movement.Port, 1));
                    return movement.Depart(at);
                },
                cancellationToken
            );
    }

    /// <summary>The day of a departure decides in which total it counts, so officers cannot move it back at will.</summary>
    private static void AddIfTooEarly(FieldErrors errors, string field, DateTimeOffset? at, ActionContext now)
    {
        if (at < now.RecordedAt - Limits.DepartureBackdating)
        {
            errors.Add(
                field,
                $"A departure is dated back by {Limits.DepartureBackdating.Days} days at most. Record it now; then a supervisor corrects its time, with a reason."
            );
        }
    }
}
