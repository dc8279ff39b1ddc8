using System.Net;
using PortTracker.Client;

namespace PortTracker.Tests.Firms;

public sealed class OwnMovementsTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task A_firm_lists_and_looks_up_its_own_movements_and_no_others()
    {
        var own = SomeVehicle.Green();
        var others = SomeVehicle.Green().With(AtTheFirm.Other);
        var ownId = (await port.ArriveAsync(own)).MovementId;
        var othersId = (await port.ArriveAsync(others)).MovementId;
        using var firm = port.AsFirm(AtTheFirm.Own);

        var listed = await ListAsync(firm, "limit=5000");
        listed.ShouldAllBe(movement => movement.State.Vehicle.Operator == AtTheFirm.Own);
        listed.ShouldContain(movement => movement.MovementId == ownId);
        (await ListAsync(firm, $"vin={own.Vin}&port={PortHost.Port}&status=Arrived")).Count.ShouldBe(1);
        (await ListAsync(firm, $"vin={others.Vin}")).ShouldBeEmpty();

        (await firm.GetAsync($"/api/entry/movements/{ownId}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in (string[])["", "/queue-changes"])
        {
            (await RefusalAsync(othersId)).ShouldBe(await RefusalAsync(Guid.NewGuid()));

            async Task<string> RefusalAsync(Guid id)
            {
                var problem = await (await firm.GetAsync($"/api/entry/movements/{id}{path}")).ShouldBeProblemAsync(
                    HttpStatusCode.NotFound
                );
                return $"{problem.Title} {problem.Detail?.Replace($"{id}", "it", StringComparison.Ordinal)}";
            }
        }
    }

    [Fact]
    public async Task Staff_see_the_movements_of_all_firms()
    {
        var own = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        var others = (await port.ArriveAsync(SomeVehicle.Green().With(AtTheFirm.Other))).MovementId;
        using var officer = port.As("officer", Roles.Officer);
        var seen = (await ListAsync(officer, "limit=5000")).Select(movement => movement.MovementId).ToList();
        seen.ShouldContain(own);
        seen.ShouldContain(others);
    }

    [Fact]
    public async Task A_firm_reads_how_and_why_its_vehicle_was_moved_but_not_by_whom()
    {
        var first = await port.ArriveAsync(SomeVehicle.Green(), lane: "C3");
        var late = await port.ArriveAsync(SomeVehicle.Green(), lane: "C3");
        var move = new QueueMoveRequest
        {
            MovementId = late.MovementId,
            Before = first.MovementId,
            Reason = "Perishable cargo",
        };
        await port.PostAsync("/api/entry/queue-moves", move, role: Roles.Supervisor);
        using var firm = port.AsFirm(AtTheFirm.Own);

        var changes = await (await firm.GetAsync($"/api/entry/movements/{late.MovementId}/queue-changes")).ReadAsync<
            List<QueueChange>
        >();

        changes.Count.ShouldBe(2);
        changes[1].Reason.ShouldBe("Perishable cargo");
        changes[1].ToPosition.ShouldBe(changes[0].ToPosition - 1);
        changes.ShouldAllBe(change => change.Actor == null);
    }

    [Fact]
    public async Task A_firm_withdraws_what_it_has_announced_itself()
    {
        var own = await port.AnnounceAsync(SomeVehicle.Green());
        using var firm = port.AsFirm(AtTheFirm.Own);
        (await firm.CancelAsync(own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await port.StageAsync(own)).ShouldBe(Stage.Cancelled);
    }

    [Fact]
    public async Task What_another_firm_has_announced_is_not_there_to_be_withdrawn()
    {
        var own = await port.AnnounceAsync(SomeVehicle.Green());
        var others = await port.AnnounceAsync(SomeVehicle.Green().With(AtTheFirm.Other));
        using var firm = port.AsFirm(AtTheFirm.Own);

        (await RefusalAsync(others)).ShouldBe(await RefusalAsync(Guid.NewGuid()));
        (await port.StageAsync(own)).ShouldBe(Stage.PreRegistered);
        (await port.StageAsync(others)).ShouldBe(Stage.PreRegistered);

        async Task<string> RefusalAsync(Guid id)
        {
            var problem = await (await firm.CancelAsync(own, id)).ShouldBeProblemAsync(HttpStatusCode.Conflict);
            var conflict = problem.Conflicts.ShouldHaveSingleItem();
            conflict.MovementId.ShouldBe(id);
            return $"{conflict with { MovementId = null }} {problem.Detail}".Replace(
                $"{id}",
                "it",
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Only_the_port_records_that_a_vehicle_did_not_come()
    {
        var own = await port.AnnounceAsync(SomeVehicle.Green());
        using var firm = port.AsFirm(AtTheFirm.Own);
        var noShow = new ClosingRequest { Movements = [own], Reason = "Day over" };
        (await firm.PostAsync("/api/entry/no-shows", noShow)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_may_do_what_it_was_made_for_and_nothing_else()
    {
        var announcing = await port.Users.MakeKeyAsync(AtTheFirm.Own, Scopes.Announce);
        var reading = await port.Users.MakeKeyAsync(AtTheFirm.Own, Scopes.Read);
        using var announcer = port.As(() => Task.FromResult(TokenSource.OfKey(announcing.Secret)));
        using var reader = port.As(() => Task.FromResult(TokenSource.OfKey(reading.Secret)));
        var vehicle = SomeVehicle.Green();

        var announced = await (
            await announcer.PostAsync("/api/entry/pre-registrations", AtTheFirm.Announcement(vehicle))
        ).ReadAsync<PreRegistrationResponse>();
        var id = announced.Movements.Single().MovementId;
        await port.SettleAsync();
        string[] reads =
        [
            "entry/movements",
            $"entry/movements/{id}",
            $"entry/movements/{id}/queue-changes",
            $"board/firm/movements?port={PortHost.Port}",
            $"board/firm/movements.csv?port={PortHost.Port}",
        ];
        foreach (var path in reads)
        {
            (await announcer.GetAsync($"/api/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await reader.GetAsync($"/api/{path}")).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        (await reader.CancelAsync(id)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await reader.PostAsync("/api/entry/pre-registrations", AtTheFirm.Announcement(SomeVehicle.Green()))
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await announcer.CancelAsync(id)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<IReadOnlyList<EntryMovement>> ListAsync(HttpClient client, string query) =>
        (await (await client.GetAsync($"/api/entry/movements?{query}")).ReadAsync<Page<EntryMovement>>()).Items;
}
