using PortTracker.Clearance;
using PortTracker.Inspection;

namespace PortTracker.Tests.Properties;

public sealed class WithdrawalTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 12, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clearance_falls_once_when_the_movement_is_routed_anew_in_whatever_order_that_is_heard()
    {
        foreach (var order in Orders([0, 1, 2]))
        {
            var (clearance, later) = Granted();
            var withdrawn = order
                .Concat(order)
                .Select(i => clearance.Follow(later[i], At(60)))
                .OfType<ClearanceWithdrawn>()
                .ToList();
            withdrawn.ShouldHaveSingleItem();
            clearance.Status.ShouldBe(ClearanceStatus.Pending);
            clearance.WhyNotGrantable().ShouldNotBeNull();
            clearance.WhyNotDepartable().ShouldNotBeNull();
        }
    }

    /// <summary>A granted movement, and what inspection says afterwards: sent to red, inspected, something major found.</summary>
    private static (Clearance.Movement, List<InspectionEvent>) Granted()
    {
        var entry = VehicleEntry.Movement.Unannounced(Story.Port, SomeVehicle.Green(), At(0));
        var arrived = entry.Arrive(plate: null, new VehicleEntry.QueueTicket("C1", "C1-0001", 1), At(0));
        var inspection = new Inspection.Movement(arrived.Header);
        var clearance = new Clearance.Movement(arrived.Header);
        clearance.Follow(arrived);
        clearance.Follow(inspection.Follow(arrived, Story.Rules, At(1))!, At(1));
        clearance.Grant(At(10));
        List<InspectionEvent> later =
        [
            inspection.ReRouteTo(Channel.Red, "tip-off", At(20)),
            inspection.StartInspection(At(30)),
            inspection.CompleteInspection([new Finding { Code = "X", Severity = Severity.Major }], At(40)),
        ];
        return (clearance, later);
    }

    private static Act At(int minutes) =>
        new(Caller.Named("someone"), Noon.AddMinutes(minutes), Noon.AddMinutes(minutes), null);

    private static IEnumerable<int[]> Orders(int[] items) =>
        items.Length is 1
            ? [items]
            : items.SelectMany(first =>
                Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest])
            );
}
