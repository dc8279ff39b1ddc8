using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Ports;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.Rules;

public sealed class ArrivalRuleTests
{
    private static readonly DateOnly Today = new(2026, 5, 12);

    [Fact]
    public void An_announced_vehicle_arrives_without_papers()
    {
        var announced = Announced(SomeVehicle.Green());

        var (arrivals, problem) = Check([new Arrival { Vin = announced.Vin }], announced);

        problem.ShouldBeNull();
        arrivals.ShouldHaveSingleItem().Announcement.ShouldBe(announced);
    }

    [Fact]
    public void A_vehicle_that_nobody_announced_needs_its_papers()
    {
        var vehicle = SomeVehicle.Green();

        var (_, refused) = Check([new Arrival { Vin = vehicle.Vin }]);
        var (arrivals, problem) = Check([new Arrival { Vin = vehicle.Vin, Vehicle = vehicle }]);

        ErrorOf(refused, "arrivals[0].vehicle").ShouldContain("not pre-registered");
        problem.ShouldBeNull();
        arrivals.ShouldHaveSingleItem().Announcement.ShouldBeNull();
    }

    [Fact]
    public void Papers_decide_between_the_announcements_of_two_firms()
    {
        var vehicle = SomeVehicle.Green();
        var first = Announced(vehicle);
        var second = Announced(vehicle with { Operator = SomeVehicle.OtherOperator });

        var (_, refused) = Check([new Arrival { Vin = vehicle.Vin }], first, second);
        var (arrivals, problem) = Check([new Arrival { Vin = vehicle.Vin, Vehicle = second.Vehicle }], first, second);

        refused!.StatusCode.ShouldBe(StatusCodes.Status409Conflict);
        problem.ShouldBeNull();
        arrivals.ShouldHaveSingleItem().Announcement.ShouldBe(second);
    }

    [Fact]
    public void A_vehicle_in_the_port_cannot_arrive_again()
    {
        var movement = Announced(SomeVehicle.Green());
        movement.Arrive(plate: null, new QueueTicket("C1", "C1-0001", 1), RulePort.Action);

        var (_, problem) = Check([new Arrival { Vin = movement.Vin }], movement);

        problem!.StatusCode.ShouldBe(StatusCodes.Status409Conflict);
        problem.ProblemDetails.Detail!.ShouldContain("C1-0001");
    }

    [Fact]
    public void A_vehicle_announced_at_another_port_is_refused()
    {
        var movement = Announced(SomeVehicle.Green(), port: "ALASHANKOU");

        var (_, problem) = Check([new Arrival { Vin = movement.Vin }], movement);

        problem!.ProblemDetails.Detail!.ShouldContain("ALASHANKOU");
    }

    [Theory]
    [InlineData("X9", "does not exist")]
    [InlineData("M1", "does not take a Car")]
    public void A_lane_must_exist_and_take_the_vehicle(string lane, string error)
    {
        var movement = Announced(SomeVehicle.Green());

        var (_, problem) = Check([new Arrival { Vin = movement.Vin, Lane = lane }], movement);

        ErrorOf(problem, "arrivals[0].lane").ShouldContain(error);
    }

    [Fact]
    public void A_VIN_is_taken_once_a_request()
    {
        var movement = Announced(SomeVehicle.Green());
        var arrival = new Arrival { Vin = movement.Vin };

        var (_, problem) = Check([arrival, arrival], movement);

        ErrorOf(problem, "arrivals[1].vin").ShouldContain("twice");
    }

    private static Movement Announced(Vehicle vehicle, string port = "KHORGOS") =>
        Movement.PreRegister(RulePort.Create(port), vehicle, Today, RulePort.Action).Item1;

    private static (IReadOnlyList<CheckedArrival> Arrivals, ProblemHttpResult? Problem) Check(
        IReadOnlyList<Arrival> arrivals,
        params Movement[] open
    )
    {
        var port = RulePort.Create();
        return ArrivalRules.Check(arrivals, port, new ExpectedVehicles(port.Code, open), RulePort.Action);
    }

    private static string ErrorOf(ProblemHttpResult? problem, string field) =>
        problem!.ProblemDetails.ShouldBeOfType<HttpValidationProblemDetails>().Errors[field].ShouldHaveSingleItem();
}
