using System.Net;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Entry;

public sealed class FirmMovementTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task A_firm_sees_only_its_movements()
    {
        var own = SomeVehicle.Green();
        var others = SomeVehicle.Green().With(FirmSteps.Other);
        var ownId = (await port.ArriveAsync(own)).MovementId;
        var othersId = (await port.ArriveAsync(others)).MovementId;
        using var firm = port.AsFirm(FirmSteps.Own);

        var listed = await ListAsync(firm, "limit=5000");
        listed.ShouldAllBe(movement => movement.State.Vehicle.Operator == FirmSteps.Own);
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
        var others = (await port.ArriveAsync(SomeVehicle.Green().With(FirmSteps.Other))).MovementId;
        using var officer = port.As("officer", Roles.Officer);
        var seen = (await ListAsync(officer, "limit=5000")).Select(movement => movement.MovementId).ToList();
        seen.ShouldContain(own);
        seen.ShouldContain(others);
    }

    [Fact]
    public async Task A_firm_sees_how_and_why_its_vehicle_was_moved_but_not_by_whom()
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
        using var firm = port.AsFirm(FirmSteps.Own);

        var changes = await (await firm.GetAsync($"/api/entry/movements/{late.MovementId}/queue-changes")).ReadAsync<
            List<QueueChange>
        >();

        changes.Count.ShouldBe(2);
        changes[1].Reason.ShouldBe("Perishable cargo");
        changes[1].ToPosition.ShouldBe(changes[0].ToPosition - 1);
        changes.ShouldAllBe(change => change.Actor == null);
    }

    [Fact]
    public async Task A_firm_cancels_its_announcement()
    {
        var own = await port.AnnounceAsync(SomeVehicle.Green());
        using var firm = port.AsFirm(FirmSteps.Own);
        (await firm.CancelAsync(own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await port.StageAsync(own)).ShouldBe(Stage.Cancelled);
    }

    [Fact]
    public async Task A_firm_cannot_cancel_the_announcement_of_another()
    {
        var own = await port.AnnounceAsync(SomeVehicle.Green());
        var others = await port.AnnounceAsync(SomeVehicle.Green().With(FirmSteps.Other));
        using var firm = port.AsFirm(FirmSteps.Own);

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
    public async Task Only_the_port_records_a_no_show()
    {
        var own = await port.AnnounceAsync(SomeVehicle.Green());
        using var firm = port.AsFirm(FirmSteps.Own);
        var noShow = new WithdrawalRequest { Movements = [own], Reason = "Day over" };
        (await firm.PostAsync("/api/entry/no-shows", noShow)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_can_do_only_what_its_scopes_allow()
    {
        var announcing = await port.Users.MakeKeyAsync(FirmSteps.Own, Scopes.Announce);
        var reading = await port.Users.MakeKeyAsync(FirmSteps.Own, Scopes.Read);
        using var announcer = port.As(() => Task.FromResult(AccessTokenProvider.ForApiKey(announcing.Secret)));
        using var reader = port.As(() => Task.FromResult(AccessTokenProvider.ForApiKey(reading.Secret)));
        var vehicle = SomeVehicle.Green();

        var announced = await (
            await announcer.PostAsync("/api/entry/pre-registrations", FirmSteps.Announcement(vehicle))
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
            $"board/firm/movements.xlsx?port={PortHost.Port}",
        ];
        foreach (var path in reads)
        {
            (await announcer.GetAsync($"/api/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await reader.GetAsync($"/api/{path}")).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        (await reader.CancelAsync(id)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await reader.PostAsync("/api/entry/pre-registrations", FirmSteps.Announcement(SomeVehicle.Green()))
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await announcer.CancelAsync(id)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<IReadOnlyList<EntryMovement>> ListAsync(HttpClient client, string query) =>
        (await (await client.GetAsync($"/api/entry/movements?{query}")).ReadAsync<Page<EntryMovement>>()).Items;
}
