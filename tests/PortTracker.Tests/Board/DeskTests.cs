using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Board;

/// <summary>The desk of an officer: search, lists and history.</summary>
public sealed class DeskTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task A_vehicle_is_found_by_any_of_its_identifiers()
    {
        var vehicle = SomeVehicle.Green() with { CarrierPlate = "新B70001" };
        var arrived = await port.ArriveAsync(vehicle, lane: "C1");
        await port.ArriveAsync(SomeVehicle.Green(), lane: "C1");

        foreach (
            var text in (string[])
                [
                    vehicle.Vin,
                    vehicle.Vin[^6..].ToLowerInvariant(),
                    vehicle.Plate!,
                    $" {vehicle.Plate![..2]} {vehicle.Plate[2..]}",
                    "新b-70001",
                    vehicle.DeclarationNumber,
                    arrived.QueueNumber,
                ]
        )
        {
            var found = (await FindAsync($"find={Uri.EscapeDataString(text)}")).Items.ShouldHaveSingleItem(text);
            found.MovementId.ShouldBe(arrived.MovementId, text);
        }

        (await FindAsync("find=LSVAA4189E9999999")).Items.ShouldBeEmpty();
        (await FindAsync("find=%25")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_vehicles_of_a_stage_are_listed_in_queue_order()
    {
        var early = (await port.ArriveAsync(SomeVehicle.Yellow(), lane: "C2")).MovementId;
        var late = (await port.ArriveAsync(SomeVehicle.Yellow(), lane: "C2")).MovementId;

        var first = await FindAsync("stage=DocumentaryControl&limit=1");
        var next = await FindAsync($"stage=DocumentaryControl&after={first.Next}");

        first.Items.ShouldHaveSingleItem().MovementId.ShouldBe(early);
        next.Items.ShouldHaveSingleItem().MovementId.ShouldBe(late);
        first.Items[0].Channel.ShouldBe(Channel.Yellow);
    }

    [Fact]
    public async Task Waiting_vehicles_are_counted_at_every_stage()
    {
        await port.SettleAsync();
        var before = await CountsAsync();
        await port.PreRegisterAsync(SomeVehicle.Green());
        var cleared = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.ArriveAsync(SomeVehicle.Red());
        await port.GrantAsync(cleared);
        await port.SettleAsync();

        var counts = await CountsAsync();

        foreach (var stage in (Stage[])[Stage.PreRegistered, Stage.AwaitingInspection, Stage.Cleared])
        {
            counts[stage].ShouldBe(before.GetValueOrDefault(stage) + 1, stage.ToString());
        }

        async Task<Dictionary<Stage, int>> CountsAsync() =>
            (await port.GetAsync<List<StageCount>>($"/api/board/desk/counts?port={PortHost.Port}")).ToDictionary(
                one => one.Stage,
                one => one.Vehicles
            );
    }

    [Fact]
    public async Task Each_service_shows_what_it_did_with_a_vehicle_and_by_whom()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Red())).MovementId;
        await port.SettleAsync();
        await port.StartInspectionAsync(movement);
        await port.HoldAsync(movement, "Papers are missing");

        (await EventsAsync(ServiceNames.Entry)).ShouldHaveSingleItem().ShouldBeOfType<VehicleArrived>();
        (await EventsAsync(ServiceNames.Inspection))
            .Select(e => e.GetType())
            .ShouldBe([typeof(ChannelAssigned), typeof(InspectionStarted)]);
        var held = (await EventsAsync(ServiceNames.Clearance)).ShouldHaveSingleItem().ShouldBeOfType<MovementHeld>();
        held.Reason.ShouldBe("Papers are missing");
        held.Header.Actor.ShouldNotBeNullOrWhiteSpace();

        Task<List<PortEvent>> EventsAsync(string service) =>
            port.GetAsync<List<PortEvent>>($"/api/{service}/movements/{movement}/events");
    }

    [Fact]
    public async Task A_vehicle_announced_by_two_firms_arrives_on_the_named_announcement()
    {
        var vehicle = SomeVehicle.Green();
        await port.PreRegisterAsync(vehicle);
        var other = await port.PreRegisterAsync(vehicle with { Operator = SomeVehicle.OtherOperator });
        var unnamed = PortHost.Arrival(vehicle) with { Arrivals = [new Arrival { Vin = vehicle.Vin }] };

        using var refused = await port.PostAsync("/api/entry/arrivals", unnamed);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        using var unknown = await port.PostAsync("/api/entry/arrivals", Named(Guid.NewGuid()));
        await unknown.ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        using var taken = await port.PostAsync("/api/entry/arrivals", Named(other));
        (await taken.ReadAsync<ArrivalResponse>()).Arrivals.ShouldHaveSingleItem().MovementId.ShouldBe(other);

        ArrivalRequest Named(Guid movement) =>
            unnamed with
            {
                Arrivals = [new Arrival { Vin = vehicle.Vin, MovementId = movement }],
            };
    }

    [Fact]
    public async Task A_departed_vehicle_is_not_at_the_desk()
    {
        var vehicle = SomeVehicle.Green();
        var movement = (await port.ArriveAsync(vehicle)).MovementId;
        await port.GrantAsync(movement);
        (await FindAsync($"find={vehicle.Vin}")).Items.ShouldHaveSingleItem().Stage.ShouldBe(Stage.Cleared);

        await port.DepartAsync(movement);

        (await FindAsync($"find={vehicle.Vin}")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_port_is_refused()
    {
        using var officer = port.As("officer", Roles.Officer);

        using var response = await officer.GetAsync("/api/board/desk/movements?port=NOWHERE");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<Page<DeskMovement>> FindAsync(string query) =>
        port.GetAsync<Page<DeskMovement>>($"/api/board/desk/movements?port={PortHost.Port}&{query}");
}
