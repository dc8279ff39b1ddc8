using PortTracker.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Inspection;
using PortTracker.ServiceCore.Actions;
using PortTracker.VehicleEntry;
using ClearanceMovement = PortTracker.Clearance.Movement;

namespace PortTracker.Tests.Properties;

public sealed class WithdrawalTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 12, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rerouting_revokes_a_clearance_once_in_any_order_of_events()
    {
        foreach (var order in Orders([0, 1, 2]))
        {
            var (clearance, later) = Granted();
            var withdrawn = order
                .Concat(order)
                .Select(i => clearance.Apply(later[i], At(60)))
                .OfType<ClearanceWithdrawn>()
                .ToList();
            withdrawn.ShouldHaveSingleItem();
            clearance.Status.ShouldBe(ClearanceStatus.Pending);
            clearance.CannotGrantReason().ShouldNotBeNull();
            clearance.CannotDepartReason().ShouldNotBeNull();
        }
    }

    /// <summary>A granted movement and later inspection events: assigned to red, inspected, a major finding.</summary>
    private static (ClearanceMovement, List<InspectionEvent>) Granted()
    {
        var entry = VehicleEntry.Movement.Unannounced(EventHistory.Port, SomeVehicle.Green(), At(0));
        var arrived = entry.Arrive(plate: null, new VehicleEntry.QueueTicket("C1", "C1-0001", 1), At(0));
        var inspection = new Inspection.Movement(arrived.Header);
        var clearance = new ClearanceMovement(arrived.Header);
        clearance.Apply(arrived);
        clearance.Apply(inspection.Apply(arrived, EventHistory.Rules, At(1))!, At(1));
        clearance.Grant(At(10));
        List<InspectionEvent> later =
        [
            inspection.ReRouteTo(Channel.Red, "tip-off", At(20)),
            inspection.StartInspection(At(30)),
            inspection.CompleteInspection([new Finding { Code = "X", Severity = Severity.Major }], At(40)),
        ];
        return (clearance, later);
    }

    private static ActionContext At(int minutes) =>
        new(Caller.Named("someone"), Noon.AddMinutes(minutes), Noon.AddMinutes(minutes), null);

    private static IEnumerable<int[]> Orders(int[] items) =>
        items.Length is 1
            ? [items]
            : items.SelectMany(first =>
                Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest])
            );
}
