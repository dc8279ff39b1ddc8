using PortTracker.Contracts.Entry;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.Rules;

public sealed class QueueMoveRuleTests
{
    [Theory]
    [InlineData(null, 100L, 50L)]
    [InlineData(50L, 100L, 75L)]
    [InlineData(98L, 100L, 99L)]
    [InlineData(99L, 100L, null)]
    public void A_vehicle_is_put_halfway_between_two_others(long? ahead, long before, long? rank) =>
        QueueMoveRules.RankBetween(ahead, before).ShouldBe(rank);

    [Fact]
    public void A_vehicle_moves_to_the_lane_of_the_vehicle_that_it_is_put_before()
    {
        var (movement, before) = (Arrived("C1"), Arrived("C2"));

        QueueMoveRules.LaneFor(Move(movement, before), movement, before).ShouldBe("C2");
    }

    [Fact]
    public void A_vehicle_that_is_not_in_the_queue_is_no_place_to_move_to()
    {
        var movement = Arrived("C1");

        QueueMoveRules.Check(Move(movement, movement), movement, movement, RulePort.Create()).Any.ShouldBeTrue();
        QueueMoveRules.Check(Move(movement, movement), movement, before: null, RulePort.Create()).Any.ShouldBeTrue();
    }

    private static QueueMoveRequest Move(Movement movement, Movement before) =>
        new()
        {
            MovementId = movement.Id,
            Before = before.Id,
            Reason = "Test",
        };

    private static Movement Arrived(string lane)
    {
        var movement = Movement.Unannounced(RulePort.Create(), SomeVehicle.Green(), RulePort.Action);
        movement.Arrive(plate: null, new QueueTicket(lane, $"{lane}-0001", 1), RulePort.Action);
        return movement;
    }
}
