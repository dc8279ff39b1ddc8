using System.Globalization;
using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Entry;

public sealed class ArrivalTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task Papers_that_differ_from_the_announcement_are_refused()
    {
        var vehicle = SomeVehicle.Green();
        await port.PreRegisterAsync(vehicle);
        var other = PortHost.Arrival(vehicle with { Destination = "RU" });
        await (await port.PostAsync("/api/entry/arrivals", other)).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        (await port.ArriveAsync(vehicle)).MovementId.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_departed_vehicle_can_return()
    {
        var vehicle = SomeVehicle.Green();
        var first = (await port.ArriveAsync(vehicle)).MovementId;
        await port.GrantAsync(first);
        await port.DepartAsync(first);
        (await port.ArriveAsync(vehicle)).MovementId.ShouldNotBe(first);
    }

    [Fact]
    public async Task An_arrival_sent_again_after_the_vehicle_has_left_is_refused()
    {
        var vehicle = SomeVehicle.Green();
        var arrivedAt = port.Time.GetUtcNow().AddHours(-3);
        var movement = (await port.ArriveAsync(vehicle, arrivedAt)).MovementId;
        await port.GrantAsync(movement);
        await port.DepartAsync(movement);

        using var again = await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(vehicle, arrivedAt));

        var problem = await again.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        problem
            .Detail.ShouldNotBeNull()
            .ShouldContain($"was in the port from {arrivedAt:u} to {port.Time.GetUtcNow():u}");
        problem.Conflicts.ShouldHaveSingleItem().MovementId.ShouldBe(movement);
        (await port.GetAsync<Page<EntryMovement>>($"/api/entry/movements?vin={vehicle.Vin}")).Items.Count.ShouldBe(1);
        (await port.ArriveAsync(vehicle)).MovementId.ShouldNotBe(movement);
    }

    [Theory]
    [InlineData("I{0}")]
    [InlineData("*{0}*")]
    [InlineData("]A0{0}")]
    [InlineData("]C1I{0}")]
    [InlineData("\u0002{0}\u0003")]
    [InlineData("\u200B{0}\u00A0")]
    public async Task A_gate_sends_the_VIN_as_its_scanner_reads_it(string scanned)
    {
        var vehicle = SomeVehicle.Green();
        await port.PreRegisterAsync(vehicle);
        var read = string.Format(CultureInfo.InvariantCulture, scanned, vehicle.Vin.Insert(8, "-").ToLowerInvariant());
        var request = new ArrivalRequest { Port = PortHost.Port, Arrivals = [new Arrival { Vin = read }] };

        var arrived = await (await port.PostAsync("/api/entry/arrivals", request)).ReadAsync<ArrivalResponse>();

        arrived.Arrivals.ShouldHaveSingleItem().Vin.ShouldBe(vehicle.Vin);
        await port.SettleAsync();
        using var officer = port.As("desk", Roles.Officer);
        foreach (var search in (string[])["/api/entry/movements?vin=", "/api/board/desk/movements?port=KHORGOS&find="])
        {
            var found = await officer.GetStringAsync(search + Uri.EscapeDataString(read));
            found.ShouldContain(vehicle.Vin, customMessage: search);
        }
    }

    [Fact]
    public async Task A_vehicle_of_a_maker_without_check_digits_arrives_with_a_warning()
    {
        var vehicle = SomeVehicle.Green() with { Vin = "WVGZZZ5NZZW000001" };
        (await port.ArriveAsync(vehicle)).Warning.ShouldNotBeNull().ShouldContain("check digit");
        (await port.ArriveAsync(SomeVehicle.Green())).Warning.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_arrival_is_refused_with_the_position_of_the_vehicle()
    {
        var vehicle = SomeVehicle.Green();
        var first = await port.ArriveAsync(vehicle);
        var problem = await (
            await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(vehicle))
        ).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        problem.Detail.ShouldNotBeNull().ShouldContain(first.QueueNumber);
    }

    [Fact]
    public async Task A_pre_registered_vehicle_needs_no_papers_at_the_gate()
    {
        var vehicle = SomeVehicle.Green();
        var movement = await port.PreRegisterAsync(vehicle);
        var request = new ArrivalRequest { Port = PortHost.Port, Arrivals = [new Arrival { Vin = vehicle.Vin }] };
        var arrived = await (await port.PostAsync("/api/entry/arrivals", request)).ReadAsync<ArrivalResponse>();
        arrived.Arrivals.Single().MovementId.ShouldBe(movement);
    }

    [Fact]
    public async Task Only_a_vehicle_that_has_not_arrived_can_be_a_no_show()
    {
        var missing = await port.PreRegisterAsync(SomeVehicle.Green());
        var here = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        var both = new WithdrawalRequest { Movements = [missing, here], Reason = "Day over" };
        await (await port.PostAsync("/api/entry/no-shows", both)).ShouldBeProblemAsync(HttpStatusCode.Conflict);

        await port.PostAsync("/api/entry/no-shows", both with { Movements = [missing] });
        (await port.StageAsync(missing)).ShouldBe(Stage.NoShow);
        (await port.StageAsync(here)).ShouldBe(Stage.AwaitingClearance);
    }

    [Fact]
    public async Task Only_a_supervisor_can_move_a_vehicle_in_the_queue_and_the_move_is_recorded()
    {
        var first = await port.ArriveAsync(SomeVehicle.Green(), lane: "C3");
        var late = await port.ArriveAsync(SomeVehicle.Green(), lane: "C3");
        var move = new QueueMoveRequest
        {
            MovementId = late.MovementId,
            Before = first.MovementId,
            Reason = "Perishable cargo",
        };
        (await port.PostAsync("/api/entry/queue-moves", move)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await port.PostAsync("/api/entry/queue-moves", move, role: Roles.Supervisor)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        await port.SettleAsync();

        var board = await port.GetAsync<BoardSnapshot>($"/api/board/{PortHost.Port}");
        var lane = board
            .Vehicles.Where(vehicle => vehicle.Lane == first.Lane)
            .Select(vehicle => vehicle.MovementId)
            .ToList();
        lane.IndexOf(late.MovementId).ShouldBe(lane.IndexOf(first.MovementId) - 1);

        var changes = await port.GetAsync<List<QueueChange>>($"/api/entry/movements/{late.MovementId}/queue-changes");
        changes.Count.ShouldBe(2);
        changes[1].Reason.ShouldBe("Perishable cargo");
        changes[1].Actor.ShouldBe("gate-1.supervisor");
        changes[1].ToPosition.ShouldBeLessThan(changes[0].ToPosition);
    }

    [Fact]
    public async Task Arrivals_captured_offline_keep_their_time()
    {
        var at = port.Time.GetUtcNow().AddHours(-3);
        var movement = (await port.ArriveAsync(SomeVehicle.Green(), at)).MovementId;
        var listed = await port.GetAsync<EntryMovement>($"/api/entry/movements/{movement}");
        listed.State.ArrivedAt.ShouldBe(at);
    }
}
