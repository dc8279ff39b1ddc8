using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Web.Features.Desk;

/// <summary>The requests of an officer's actions, with the versions of the movements that the officer sees.</summary>
internal static class DeskRequests
{
    /// <summary>An unannounced vehicle arrives, with its papers.</summary>
    public static ArrivalRequest UnannouncedArrival(string port, Vehicle vehicle) =>
        new() { Port = port, Arrivals = [new Arrival { Vin = vehicle.Vin, Vehicle = vehicle }] };

    public static ArrivalRequest Arrivals(string port, IEnumerable<DeskMovement> movements) =>
        new()
        {
            Port = port,
            Arrivals =
            [
                .. movements.Select(movement => new Arrival { Vin = movement.Vin, MovementId = movement.MovementId }),
            ],
        };

    public static WithdrawalRequest NoShows(IEnumerable<DeskMovement> movements, string reason) =>
        new() { Movements = [.. movements.Select(movement => movement.MovementId)], Reason = reason };

    public static MovementsRequest Movements(IEnumerable<DeskMovement> movements) =>
        new()
        {
            Movements =
            [
                .. movements.Select(movement => new MovementReference
                {
                    MovementId = movement.MovementId,
                    Version = movement.InspectionVersion,
                }),
            ],
        };

    /// <summary>The inspections are complete, each with the same findings.</summary>
    public static CompletionRequest Completions(IEnumerable<DeskMovement> movements, IReadOnlyList<Finding> findings) =>
        new()
        {
            Inspections =
            [
                .. movements.Select(movement => new InspectionOutcome
                {
                    MovementId = movement.MovementId,
                    Version = movement.InspectionVersion,
                    Findings = findings,
                }),
            ],
        };

    public static ClearanceRequest Clearances(IEnumerable<DeskMovement> movements) =>
        new() { Movements = References(movements) };

    public static ReasonedClearanceRequest Clearances(IEnumerable<DeskMovement> movements, string reason) =>
        new() { Movements = References(movements), Reason = reason };

    private static IReadOnlyList<MovementReference> References(IEnumerable<DeskMovement> movements) =>
        [
            .. movements.Select(movement => new MovementReference
            {
                MovementId = movement.MovementId,
                // Clearance has no version of a vehicle that it does not know yet.
                Version = movement.ClearanceVersion is 0 ? null : movement.ClearanceVersion,
            }),
        ];
}
