using System.Net;

namespace PortTracker.Tests.Pipeline;

public sealed class LifecycleTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task A_green_vehicle_goes_from_gate_to_gate()
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
    public async Task A_major_finding_stands_against_clearance_until_a_further_inspection_finds_it_mended()
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
    public async Task A_cleared_vehicle_that_is_sent_to_inspection_loses_its_clearance()
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
    public async Task A_refused_vehicle_has_no_further_way_to_go()
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
    public async Task A_refused_vehicle_is_no_work_for_inspectors()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Red())).MovementId;
        await port.RefuseAsync(movement);
        var work = await port.GetAsync<Page<InspectionMovement>>(
            $"/api/inspection/movements?port={PortHost.Port}&status=AwaitingInspection&limit=5000"
        );
        work.Items.ShouldAllBe(item => item.MovementId != movement);
        var start = new InspectionRequest { Movements = [new MovementRef { MovementId = movement }] };
        await (await port.PostAsync("/api/inspection/starts", start)).ShouldBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Work_lists_are_in_the_order_of_arrival_not_of_announcement()
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
    public async Task Papers_that_differ_from_the_announced_ones_are_not_dropped_silently()
    {
        var vehicle = SomeVehicle.Green();
        await port.PreRegisterAsync(vehicle);
        var other = PortHost.Arrival(vehicle with { Destination = "RU" });
        await (await port.PostAsync("/api/entry/arrivals", other)).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        (await port.ArriveAsync(vehicle)).MovementId.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_vehicle_that_has_left_may_come_again()
    {
        var vehicle = SomeVehicle.Green();
        var first = (await port.ArriveAsync(vehicle)).MovementId;
        await port.GrantAsync(first);
        await port.DepartAsync(first);
        (await port.ArriveAsync(vehicle)).MovementId.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_second_arrival_while_the_vehicle_is_on_site_is_refused_with_where_it_stands()
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
    public async Task A_no_show_is_struck_off_and_an_arrived_vehicle_cannot_be()
    {
        var missing = await port.PreRegisterAsync(SomeVehicle.Green());
        var here = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        var both = new ClosingRequest { Movements = [missing, here], Reason = "Day over" };
        await (await port.PostAsync("/api/entry/no-shows", both)).ShouldBeProblemAsync(HttpStatusCode.Conflict);

        await port.PostAsync("/api/entry/no-shows", both with { Movements = [missing] });
        (await port.StageAsync(missing)).ShouldBe(Stage.NoShow);
        (await port.StageAsync(here)).ShouldBe(Stage.AwaitingClearance);
    }

    [Fact]
    public async Task A_decision_on_a_stale_view_is_refused_with_the_state_now()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.HoldAsync(movement);
        await port.ResumeAsync(movement);
        var stale = new ClearanceRequest { Movements = [new MovementRef { MovementId = movement, Version = 1 }] };
        var problem = await (await port.PostAsync("/api/clearance/grants", stale)).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );
        problem.Conflicts.Single().Version.ShouldBe(2);
        (await port.StageAsync(movement)).ShouldBe(Stage.AwaitingClearance);
    }

    [Fact]
    public async Task A_declaration_is_cleared_as_a_whole_with_one_vehicle_held_back()
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
    public async Task A_carrier_with_a_car_that_is_not_ready_is_cleared_only_without_it()
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

    [Fact]
    public async Task A_queue_position_changes_only_by_a_supervisor_and_stays_on_record()
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
    public async Task What_a_gate_captured_while_it_was_cut_off_keeps_its_own_time()
    {
        var at = port.Time.GetUtcNow().AddHours(-3);
        var movement = (await port.ArriveAsync(SomeVehicle.Green(), at)).MovementId;
        var listed = await port.GetAsync<EntryMovement>($"/api/entry/movements/{movement}");
        listed.State.ArrivedAt.ShouldBe(at);
    }
}
