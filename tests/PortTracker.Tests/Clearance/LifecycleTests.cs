using System.Net;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Clearance;

public sealed class LifecycleTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task A_green_vehicle_passes_from_gate_to_gate()
    {
        var arrived = await port.ArriveAsync(SomeVehicle.Green());
        (await port.StageAsync(arrived.MovementId)).ShouldBe(Stage.AwaitingClearance);
        await port.GrantAsync(arrived.MovementId);
        (await port.StageAsync(arrived.MovementId)).ShouldBe(Stage.Cleared);
        await port.DepartAsync(arrived.MovementId);
        (await port.StageAsync(arrived.MovementId)).ShouldBe(Stage.Departed);
    }

    [Fact]
    public async Task A_yellow_vehicle_waits_for_its_documents()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Yellow())).MovementId;
        (await port.StageAsync(movement)).ShouldBe(Stage.DocumentaryControl);
        await port.ApproveDocumentsAsync(movement);
        (await port.StageAsync(movement)).ShouldBe(Stage.AwaitingClearance);
    }

    [Fact]
    public async Task A_red_vehicle_is_inspected()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Red())).MovementId;
        (await port.StageAsync(movement)).ShouldBe(Stage.AwaitingInspection);
        await port.StartInspectionAsync(movement);
        (await port.StageAsync(movement)).ShouldBe(Stage.UnderInspection);
        await port.CompleteInspectionAsync(movement, new Finding { Code = "LAMP", Severity = Severity.Minor });
        (await port.StageAsync(movement)).ShouldBe(Stage.AwaitingClearance);
    }

    [Fact]
    public async Task A_vehicle_that_is_not_released_cannot_be_cleared()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Red())).MovementId;
        var problem = await (await port.PostAsync("/api/clearance/grants", PortHost.On(movement))).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );
        problem.Conflicts.Single().State.ShouldBe("AwaitingInspection");
    }

    [Fact]
    public async Task A_held_vehicle_cannot_depart()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.GrantAsync(movement);
        await port.HoldAsync(movement, "Seal broken");
        (await port.StageAsync(movement)).ShouldBe(Stage.Held);
        var problem = await (
            await port.PostAsync("/api/clearance/departures", PortHost.On(movement))
        ).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        problem.Detail.ShouldNotBeNull().ShouldContain("Seal broken");

        await port.ResumeAsync(movement);
        (await port.StageAsync(movement)).ShouldBe(Stage.Cleared);
        await port.DepartAsync(movement);
    }

    [Fact]
    public async Task A_major_finding_blocks_clearance_until_a_further_inspection_finds_it_fixed()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Red())).MovementId;
        await port.StartInspectionAsync(movement);
        await port.CompleteInspectionAsync(movement, new Finding { Code = "VIN-MISMATCH", Severity = Severity.Major });
        await (await port.PostAsync("/api/clearance/grants", PortHost.On(movement))).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );

        await port.ReRouteAsync(movement, Channel.Red);
        await port.StartInspectionAsync(movement);
        await port.CompleteInspectionAsync(movement);
        await port.GrantAsync(movement);
        (await port.StageAsync(movement)).ShouldBe(Stage.Cleared);
    }

    [Fact]
    public async Task Sending_a_cleared_vehicle_to_inspection_revokes_its_clearance()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.GrantAsync(movement);
        await port.ReRouteAsync(movement, Channel.Red);
        (await port.StageAsync(movement)).ShouldBe(Stage.AwaitingInspection);
        await (await port.PostAsync("/api/clearance/departures", PortHost.On(movement))).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );
    }

    [Fact]
    public async Task A_refused_vehicle_cannot_proceed()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.RefuseAsync(movement);
        (await port.StageAsync(movement)).ShouldBe(Stage.Refused);
        foreach (var action in (string[])["grants", "departures"])
        {
            await (await port.PostAsync($"/api/clearance/{action}", PortHost.On(movement))).ShouldBeProblemAsync(
                HttpStatusCode.Conflict
            );
        }
    }

    [Fact]
    public async Task A_refused_vehicle_is_not_on_the_inspection_list()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Red())).MovementId;
        await port.RefuseAsync(movement);
        var work = await port.GetAsync<Page<InspectionMovement>>(
            $"/api/inspection/movements?port={PortHost.Port}&status=AwaitingInspection&limit=5000"
        );
        work.Items.ShouldAllBe(item => item.MovementId != movement);
        var start = new MovementsRequest { Movements = [new MovementReference { MovementId = movement }] };
        await (await port.PostAsync("/api/inspection/starts", start)).ShouldBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Work_lists_are_ordered_by_arrival()
    {
        var announcedFirst = SomeVehicle.Green();
        await port.PreRegisterAsync(announcedFirst);
        port.Time.Advance(TimeSpan.FromMinutes(1));
        var arrivedFirst = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        port.Time.Advance(TimeSpan.FromMinutes(1));
        var arrivedLast = (await port.ArriveAsync(announcedFirst)).MovementId;

        List<Guid> ready = [];
        for (string? after = ""; after is not null; )
        {
            var page = await port.GetAsync<Page<ClearanceMovement>>(
                $"/api/clearance/movements?port={PortHost.Port}&queue=Ready&limit=1"
                    + (after is "" ? "" : $"&after={after}")
            );
            ready.AddRange(page.Items.Select(item => item.MovementId));
            after = page.Next;
        }

        ready.IndexOf(arrivedFirst).ShouldBeLessThan(ready.IndexOf(arrivedLast));
        ready.ShouldBeUnique();
    }

    [Fact]
    public async Task A_decision_on_a_stale_view_is_refused_with_the_current_state()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.HoldAsync(movement);
        await port.ResumeAsync(movement);
        var stale = new ClearanceRequest { Movements = [new MovementReference { MovementId = movement, Version = 1 }] };
        var problem = await (await port.PostAsync("/api/clearance/grants", stale)).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );
        problem.Conflicts.Single().Version.ShouldBe(2);
        (await port.StageAsync(movement)).ShouldBe(Stage.AwaitingClearance);
    }

    [Fact]
    public async Task A_declaration_is_cleared_with_one_vehicle_held_back()
    {
        var declaration = SomeVehicle.NextDeclaration();
        var vehicles = Enumerable
            .Range(0, 4)
            .Select(_ => SomeVehicle.Green() with { DeclarationNumber = declaration })
            .ToList();
        List<Guid> movements = [];
        foreach (var vehicle in vehicles)
        {
            movements.Add((await port.ArriveAsync(vehicle)).MovementId);
        }

        var request = new ClearanceRequest
        {
            Port = PortHost.Port,
            DeclarationNumber = declaration,
            HoldBack = [new HeldBack { Vin = vehicles[2].Vin, Reason = "Scratched" }],
        };
        var answer = await (await port.PostAsync("/api/clearance/grants", request)).ReadAsync<ActionResponse>();
        answer.Movements.Count.ShouldBe(4);
        foreach (var (movement, i) in movements.Select((movement, i) => (movement, i)))
        {
            (await port.StageAsync(movement)).ShouldBe(i is 2 ? Stage.Held : Stage.Cleared);
        }
    }

    [Fact]
    public async Task A_carrier_is_cleared_only_without_its_unready_car()
    {
        const string carrier = "新B77777";
        var ready = (await port.ArriveAsync(SomeVehicle.Green() with { CarrierPlate = carrier })).MovementId;
        var red = SomeVehicle.Red() with { CarrierPlate = carrier };
        await port.ArriveAsync(red);
        var request = new ClearanceRequest { Port = PortHost.Port, CarrierPlate = "新B-77777" };

        var problem = await (await port.PostAsync("/api/clearance/grants", request)).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );
        problem.Conflicts.Single().Vin.ShouldBe(red.Vin);
        (await port.StageAsync(ready)).ShouldBe(Stage.AwaitingClearance);

        request = request with { HoldBack = [new HeldBack { Vin = red.Vin, Reason = "To be inspected" }] };
        (await port.PostAsync("/api/clearance/grants", request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await port.StageAsync(ready)).ShouldBe(Stage.Cleared);
    }
}
