using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Entry;

/// <summary>Firms announce vehicles. Several may announce the same one: a refusal would reveal the announcement of another.</summary>
public sealed class AnnouncementTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Route = "/api/entry/pre-registrations";

    [Fact]
    public async Task A_firm_can_announce_only_its_vehicles()
    {
        using var firm = port.AsFirm(FirmSteps.Own);
        var own = SomeVehicle.Green();
        var request = FirmSteps.Announcement(own, SomeVehicle.Green().With(FirmSteps.Other));

        var problem = await (await firm.PostAsync(Route, request)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        problem.Errors.Keys.ShouldBe(["vehicles[1].operator"]);
        problem.Errors["vehicles[1].operator"].Single().ShouldContain(FirmSteps.Own);
        (await MovementsAsync(own)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_manifest_sent_again_after_correction_says_what_differs()
    {
        using var firm = port.AsFirm(FirmSteps.Own);
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle);
        var corrected = vehicle with { Model = "Han", CarrierPlate = "新B90001" };
        var csv = CsvBody.Of($"{string.Join(',', VehicleCsv.Columns)}\n{Line(corrected)}");

        using var answer = await firm.PostAsync($"{Route}/csv?port={PortHost.Port}&expectedOn=2026-05-13", csv);

        var bad = (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).BadLines.ShouldHaveSingleItem();
        bad.Message.ShouldContain("model is Song on record and Han here");
        bad.Message.ShouldContain("carrier_plate is empty on record and 新B90001 here");
        var twice = await firm.PostAsync(Route, FirmSteps.Announcement(vehicle));
        (await twice.ShouldBeProblemAsync(HttpStatusCode.Conflict)).Detail.ShouldNotBeNull().ShouldContain("the same");
        (await MovementsAsync(vehicle)).ShouldHaveSingleItem().State.Vehicle.Model.ShouldBe("Song");
    }

    [Theory]
    [InlineData("Reject", 0)]
    [InlineData("Report", 1)]
    public async Task A_manifest_with_vehicles_of_another_firm_is_refused(string badLines, int taken)
    {
        using var firm = port.AsFirm(FirmSteps.Own);
        var own = SomeVehicle.Green();
        var csv = CsvBody.Of(
            $"""
            {string.Join(',', VehicleCsv.Columns)}
            {Line(own)}
            {Line(SomeVehicle.Green().With(FirmSteps.Other))}
            """
        );

        var response = await firm.PostAsync(
            $"{Route}/csv?port={PortHost.Port}&expectedOn=2026-05-13&badLines={badLines}",
            csv
        );

        var bad = taken is 0
            ? (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).BadLines
            : (await response.ReadAsync<PreRegistrationResponse>()).BadLines;
        bad.Select(line => (line.Line, line.Field)).ShouldBe([(3, "operator")]);
        (await MovementsAsync(own)).Count.ShouldBe(taken);
    }

    [Fact]
    public async Task Several_firms_can_announce_one_vehicle_without_learning_of_each_other()
    {
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle.With(FirmSteps.Other));
        await port.AnnounceAsync(vehicle);
        (await MovementsAsync(vehicle)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_vehicle_in_the_port_can_be_announced_by_another_firm()
    {
        var vehicle = SomeVehicle.Green();
        await port.ArriveAsync(vehicle.With(FirmSteps.Other));
        await port.AnnounceAsync(vehicle);
    }

    [Fact]
    public async Task A_firm_cannot_announce_a_vehicle_twice_or_while_it_is_in_the_port()
    {
        using var firm = port.AsFirm(FirmSteps.Own);
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle);
        (await RefusalAsync()).ShouldContain("already announced");
        var arrived = await port.ArriveAsync(vehicle);
        (await RefusalAsync()).ShouldContain(arrived.QueueNumber);

        async Task<string> RefusalAsync() =>
            (
                await (await firm.PostAsync(Route, FirmSteps.Announcement(vehicle))).ShouldBeProblemAsync(
                    HttpStatusCode.Conflict
                )
            ).Detail
            ?? "";
    }

    [Fact]
    public async Task The_papers_at_the_gate_select_the_announcement_and_the_others_remain()
    {
        var vehicle = SomeVehicle.Green();
        var own = await port.AnnounceAsync(vehicle);
        var others = await port.AnnounceAsync(vehicle.With(FirmSteps.Other));

        (await port.ArriveAsync(vehicle)).MovementId.ShouldBe(own);

        (await port.StageAsync(others)).ShouldBe(Stage.PreRegistered);
        var noShow = new WithdrawalRequest { Movements = [others], Reason = "Came with another" };
        (await port.PostAsync("/api/entry/no-shows", noShow)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await port.StageAsync(others)).ShouldBe(Stage.NoShow);
        (await port.StageAsync(own)).ShouldBe(Stage.AwaitingClearance);
    }

    [Fact]
    public async Task Ambiguous_announcements_without_papers_are_refused_with_the_firms()
    {
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle);
        await port.AnnounceAsync(vehicle.With(FirmSteps.Other));

        var problem = await (await port.PostAsync("/api/entry/arrivals", WithoutPapers(vehicle))).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );

        var reason = problem.Conflicts.ShouldHaveSingleItem().Reason;
        reason.ShouldContain(FirmSteps.Own);
        reason.ShouldContain(FirmSteps.Other);
        reason.ShouldContain("papers");
        (await MovementsAsync(vehicle)).ShouldAllBe(movement => movement.State.Status == EntryStatus.PreRegistered);
    }

    [Fact]
    public async Task Papers_of_a_firm_without_an_announcement_make_an_unannounced_arrival()
    {
        var vehicle = SomeVehicle.Green();
        var announced = await port.AnnounceAsync(vehicle.With(FirmSteps.Other));
        (await port.ArriveAsync(vehicle)).MovementId.ShouldNotBe(announced);
        (await port.StageAsync(announced)).ShouldBe(Stage.PreRegistered);
    }

    [Fact]
    public async Task A_vehicle_cannot_be_in_the_port_twice()
    {
        var vehicle = SomeVehicle.Green();
        var here = await port.ArriveAsync(vehicle.With(FirmSteps.Other));
        await port.AnnounceAsync(vehicle);
        foreach (var request in (ArrivalRequest[])[PortHost.Arrival(vehicle), WithoutPapers(vehicle)])
        {
            var problem = await (await port.PostAsync("/api/entry/arrivals", request)).ShouldBeProblemAsync(
                HttpStatusCode.Conflict
            );
            problem.Detail.ShouldNotBeNull().ShouldContain(here.QueueNumber);
        }
    }

    [Fact]
    public async Task After_it_left_with_one_firm_a_vehicle_arrives_on_the_announcement_of_the_other()
    {
        var vehicle = SomeVehicle.Green();
        var first = (await port.ArriveAsync(vehicle.With(FirmSteps.Other))).MovementId;
        var announced = await port.AnnounceAsync(vehicle);
        await port.GrantAsync(first);
        await port.DepartAsync(first);

        var arrived = await (
            await port.PostAsync("/api/entry/arrivals", WithoutPapers(vehicle))
        ).ReadAsync<ArrivalResponse>();

        arrived.Arrivals.Single().MovementId.ShouldBe(announced);
    }

    [Fact]
    public async Task A_database_constraint_violation_is_a_conflict_and_saves_nothing()
    {
        var vehicle = SomeVehicle.Green();
        // Simulates a race: the vehicle arrives with the other firm while the lanes are read.
        var meanwhile = new Meanwhile(
            "FROM \"lanes\"",
            $"UPDATE \"movements\" SET \"Status\" = 1, \"Lane\" = 'C1' WHERE \"Operator\" = '{FirmSteps.Other}'"
        );
        await using var host = new PortHost
        {
            Database = TestDatabase.OnFiles(),
            With = services => services.AddSingleton<IInterceptor>(meanwhile),
        };
        await host.InitializeAsync();
        var own = await host.AnnounceAsync(vehicle);
        var others = await host.AnnounceAsync(vehicle.With(FirmSteps.Other));

        meanwhile.Happens = true;
        var problem = await (
            await host.PostAsync("/api/entry/arrivals", PortHost.Arrival(vehicle))
        ).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        meanwhile.Happens = false;

        problem.Conflicts.ShouldHaveSingleItem().Vin.ShouldBeNull();
        (await host.StageAsync(own)).ShouldBe(Stage.PreRegistered);
        (await host.StageAsync(others)).ShouldBe(Stage.PreRegistered);
        (await host.ArriveAsync(vehicle)).MovementId.ShouldBe(own);
    }

    [Fact]
    public async Task An_idempotency_key_reveals_nothing_of_the_answer_to_another_firm()
    {
        List<PreRegisteredVehicle> announced = [];
        foreach (var uscc in (string[])[FirmSteps.Own, FirmSteps.Other])
        {
            using var firm = port.AsFirm(uscc);
            firm.DefaultRequestHeaders.Add(RequestHeaders.IdempotencyKey, "monday");
            var request = FirmSteps.Announcement(SomeVehicle.Green().With(uscc));
            announced.AddRange(
                (await (await firm.PostAsync(Route, request)).ReadAsync<PreRegistrationResponse>()).Movements
            );
        }

        announced.Select(movement => movement.MovementId).ShouldBeUnique();
        announced.Select(movement => movement.Vin).ShouldBeUnique();
    }

    private static ArrivalRequest WithoutPapers(Vehicle vehicle) =>
        new() { Port = PortHost.Port, Arrivals = [new Arrival { Vin = vehicle.Vin }] };

    private async Task<IReadOnlyList<EntryMovement>> MovementsAsync(Vehicle vehicle) =>
        (await port.GetAsync<Page<EntryMovement>>($"/api/entry/movements?vin={vehicle.Vin}")).Items;

    private static string Line(Vehicle v) =>
        $"{v.Vin},{v.Plate},{v.Brand},{v.Model},{v.Category},{v.Propulsion},{v.Form},{v.HsCode},{v.Destination},{v.DeclarationNumber},{v.CarrierPlate},{v.Operator}";

    /// <summary>Executes an action in the current transaction before a statement.</summary>
    private sealed class Meanwhile(string before, string sql) : DbCommandInterceptor
    {
        public bool Happens { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (Happens && command.CommandText.Contains(before, StringComparison.Ordinal))
            {
                await using var other = command.Connection!.CreateCommand();
                other.Transaction = command.Transaction;
                other.CommandText = sql;
                await other.ExecuteNonQueryAsync(cancellationToken);
            }

            return result;
        }
    }
}
