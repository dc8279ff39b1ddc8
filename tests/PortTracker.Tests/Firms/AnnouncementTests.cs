using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.Tests.Firms;

/// <summary>Firms announce what they will bring. That several may announce the same vehicle is what keeps their secrets from each other.</summary>
public sealed class AnnouncementTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Route = "/api/entry/pre-registrations";

    [Fact]
    public async Task A_firm_announces_vehicles_of_its_own_only()
    {
        using var firm = port.AsFirm(AtTheFirm.Own);
        var own = SomeVehicle.Green();
        var request = AtTheFirm.Announcement(own, SomeVehicle.Green().With(AtTheFirm.Other));

        var problem = await (await firm.PostAsync(Route, request)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        problem.Errors.Keys.ShouldBe(["vehicles[1].operator"]);
        problem.Errors["vehicles[1].operator"].Single().ShouldContain(AtTheFirm.Own);
        (await MovementsAsync(own)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Reject", 0)]
    [InlineData("Report", 1)]
    public async Task A_manifest_names_vehicles_of_its_own_firm_only(string badLines, int taken)
    {
        using var firm = port.AsFirm(AtTheFirm.Own);
        var own = SomeVehicle.Green();
        var csv = Answers.Csv(
            $"""
            {string.Join(',', VehicleCsv.Columns)}
            {Line(own)}
            {Line(SomeVehicle.Green().With(AtTheFirm.Other))}
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
    public async Task Several_firms_may_announce_the_same_vehicle_and_learn_nothing_of_each_other()
    {
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle.With(AtTheFirm.Other));
        await port.AnnounceAsync(vehicle);
        (await MovementsAsync(vehicle)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_vehicle_that_stands_in_the_port_with_one_firm_may_be_announced_by_another()
    {
        var vehicle = SomeVehicle.Green();
        await port.ArriveAsync(vehicle.With(AtTheFirm.Other));
        await port.AnnounceAsync(vehicle);
    }

    [Fact]
    public async Task A_firm_cannot_announce_a_vehicle_twice_nor_while_it_stands_in_the_port_with_it()
    {
        using var firm = port.AsFirm(AtTheFirm.Own);
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle);
        (await RefusalAsync()).ShouldContain("announced already");
        var arrived = await port.ArriveAsync(vehicle);
        (await RefusalAsync()).ShouldContain(arrived.QueueNumber);

        async Task<string> RefusalAsync() =>
            (
                await (await firm.PostAsync(Route, AtTheFirm.Announcement(vehicle))).ShouldBeProblemAsync(
                    HttpStatusCode.Conflict
                )
            ).Detail
            ?? "";
    }

    [Fact]
    public async Task Of_several_announcements_the_papers_at_the_gate_decide_and_the_others_stay()
    {
        var vehicle = SomeVehicle.Green();
        var own = await port.AnnounceAsync(vehicle);
        var others = await port.AnnounceAsync(vehicle.With(AtTheFirm.Other));

        (await port.ArriveAsync(vehicle)).MovementId.ShouldBe(own);

        (await port.StageAsync(others)).ShouldBe(Stage.PreRegistered);
        var noShow = new ClosingRequest { Movements = [others], Reason = "Came with another" };
        (await port.PostAsync("/api/entry/no-shows", noShow)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await port.StageAsync(others)).ShouldBe(Stage.NoShow);
        (await port.StageAsync(own)).ShouldBe(Stage.AwaitingClearance);
    }

    [Fact]
    public async Task Of_several_announcements_without_papers_none_is_guessed_and_the_officer_is_told_of_the_firms()
    {
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle);
        await port.AnnounceAsync(vehicle.With(AtTheFirm.Other));

        var problem = await (await port.PostAsync("/api/entry/arrivals", WithoutPapers(vehicle))).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );

        var reason = problem.Conflicts.ShouldHaveSingleItem().Reason;
        reason.ShouldContain(AtTheFirm.Own);
        reason.ShouldContain(AtTheFirm.Other);
        reason.ShouldContain("papers");
        (await MovementsAsync(vehicle)).ShouldAllBe(movement => movement.State.Status == EntryStatus.PreRegistered);
    }

    [Fact]
    public async Task A_vehicle_whose_papers_name_a_firm_that_has_not_announced_it_comes_unannounced()
    {
        var vehicle = SomeVehicle.Green();
        var announced = await port.AnnounceAsync(vehicle.With(AtTheFirm.Other));
        (await port.ArriveAsync(vehicle)).MovementId.ShouldNotBe(announced);
        (await port.StageAsync(announced)).ShouldBe(Stage.PreRegistered);
    }

    [Fact]
    public async Task A_vehicle_cannot_be_in_the_port_twice_whoever_brings_it()
    {
        var vehicle = SomeVehicle.Green();
        var here = await port.ArriveAsync(vehicle.With(AtTheFirm.Other));
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
    public async Task When_the_vehicle_has_left_with_one_firm_it_comes_on_the_announcement_of_the_other()
    {
        var vehicle = SomeVehicle.Green();
        var first = (await port.ArriveAsync(vehicle.With(AtTheFirm.Other))).MovementId;
        var announced = await port.AnnounceAsync(vehicle);
        await port.GrantAsync(first);
        await port.DepartAsync(first);

        var arrived = await (
            await port.PostAsync("/api/entry/arrivals", WithoutPapers(vehicle))
        ).ReadAsync<ArrivalResponse>();

        arrived.Arrivals.Single().MovementId.ShouldBe(announced);
    }

    [Fact]
    public async Task What_the_database_itself_refuses_is_a_conflict_and_leaves_nothing_behind()
    {
        var vehicle = SomeVehicle.Green();
        // No handler lets this happen: when the lanes are read, the vehicle has come with the other firm already.
        var meanwhile = new Meanwhile(
            "FROM \"lanes\"",
            $"UPDATE \"movements\" SET \"Status\" = 1, \"Lane\" = 'C1' WHERE \"Operator\" = '{AtTheFirm.Other}'"
        );
        await using var host = new PortHost
        {
            Database = TestDatabase.OnFiles(),
            With = services => services.AddSingleton<IInterceptor>(meanwhile),
        };
        await host.InitializeAsync();
        var own = await host.AnnounceAsync(vehicle);
        var others = await host.AnnounceAsync(vehicle.With(AtTheFirm.Other));

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
    public async Task A_key_that_another_firm_has_used_gives_nothing_of_the_answer_it_got()
    {
        List<PreRegistered> announced = [];
        foreach (var uscc in (string[])[AtTheFirm.Own, AtTheFirm.Other])
        {
            using var firm = port.AsFirm(uscc);
            firm.DefaultRequestHeaders.Add(Headers.IdempotencyKey, "monday");
            var request = AtTheFirm.Announcement(SomeVehicle.Green().With(uscc));
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

    /// <summary>Does something in the database, in the transaction that is under way, before a statement is executed.</summary>
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
