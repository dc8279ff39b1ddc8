using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Board;

public sealed class FirmBoardTests(PortHost port) : IClassFixture<PortHost>
{
    private Task<AccessTokenProvider> Dispatcher => port.Users.OperatorAsync("dispatcher", FirmSteps.Own);

    [Fact]
    public async Task Deltas_show_a_firm_its_vehicle_from_announcement_to_departure()
    {
        await using var watch = await FirmHubClient.BeginAsync(port, await Dispatcher);
        var vehicle = SomeVehicle.Red() with { CarrierPlate = "新B12345" };
        var movement = await port.AnnounceAsync(vehicle);
        var announced = await watch.SeesAsync(movement, Stage.PreRegistered);
        announced.ExpectedOn.ShouldBe(new DateOnly(2026, 5, 13));
        announced.Position.ShouldBeNull();

        var arrived = await port.ArriveAsync(vehicle);
        var here = await watch.SeesAsync(movement, Stage.AwaitingInspection);
        here.Vin.ShouldBe(vehicle.Vin);
        here.Plate.ShouldBe(vehicle.Plate);
        here.Brand.ShouldBe(vehicle.Brand);
        here.Model.ShouldBe(vehicle.Model);
        here.Destination.ShouldBe(vehicle.Destination);
        here.DeclarationNumber.ShouldBe(vehicle.DeclarationNumber);
        here.CarrierPlate.ShouldBe(vehicle.CarrierPlate);
        here.Channel.ShouldBe(Channel.Red);
        here.QueueNumber.ShouldBe(arrived.QueueNumber);
        here.Lane.ShouldBe(arrived.Lane);
        here.Position.ShouldNotBeNull();
        here.ArrivedAt.ShouldBe(port.Time.GetUtcNow());

        await port.StartInspectionAsync(movement);
        await watch.SeesAsync(movement, Stage.UnderInspection);
        await port.CompleteInspectionAsync(movement);
        await watch.SeesAsync(movement, Stage.AwaitingClearance);
        await port.GrantAsync(movement);
        (await watch.SeesAsync(movement, Stage.Cleared)).ClearedAt.ShouldBe(port.Time.GetUtcNow());
        await port.DepartAsync(movement);
        var departed = await watch.SeesAsync(movement, Stage.Departed);
        departed.DepartedAt.ShouldBe(port.Time.GetUtcNow());
        departed.Position.ShouldBeNull();
    }

    [Fact]
    public async Task A_firm_sees_that_its_vehicle_is_held_but_not_why_or_by_whom()
    {
        await using var watch = await FirmHubClient.BeginAsync(port, await Dispatcher);
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.HoldAsync(movement, "Tip-off from the ministry");
        var held = await watch.SeesAsync(movement, Stage.Held);
        held.Since.ShouldBe(port.Time.GetUtcNow());
        using var firm = port.AsFirm(FirmSteps.Own);
        string[] told =
        [
            .. watch.Messages,
            await firm.GetStringAsync($"/api/board/firm/movements?port={PortHost.Port}&limit=5000"),
            await firm.GetStringAsync($"/api/board/firm/movements.csv?port={PortHost.Port}"),
            await firm.GetStringAsync($"/api/entry/movements/{movement}"),
            await firm.GetStringAsync($"/api/entry/movements/{movement}/queue-changes"),
        ];
        told.ShouldAllBe(text => !text.Contains("Tip-off") && !text.Contains("gate-1"));
    }

    [Fact]
    public async Task A_lane_position_counts_the_vehicles_of_all_firms()
    {
        await using var watch = await FirmHubClient.BeginAsync(port, await Dispatcher);
        var ahead = (await port.ArriveAsync(SomeVehicle.Green().With(FirmSteps.Other), lane: "C2")).MovementId;
        var own = (await port.ArriveAsync(SomeVehicle.Green(), lane: "C2")).MovementId;
        var before = (await watch.SeesAsync(own, movement => movement.Position is not null)).Position!.Value;
        before.ShouldBeGreaterThan(1);
        var known = watch.Deltas.Count;

        await port.GrantAsync(ahead);
        await port.DepartAsync(ahead);

        await watch.SeesAsync(own, movement => movement.Position == before - 1);
        // Only this had changed.
        var news = watch.Deltas.Skip(known).ToList();
        news.SelectMany(delta => delta.Moved).ShouldContain(new LanePlace(own, before - 1));
        news.SelectMany(delta => delta.Changed).ShouldNotContain(movement => movement.MovementId == own);
        (await ListAsync()).Single(movement => movement.MovementId == own).Position.ShouldBe(before - 1);
    }

    [Fact]
    public async Task A_firm_gets_few_deltas_without_gaps_for_many_events()
    {
        await using var watch = await FirmHubClient.BeginAsync(port, await Dispatcher);
        var started = TimeProvider.System.GetTimestamp();
        Guid last = default;
        for (var i = 0; i < 20; i++)
        {
            last = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        }

        await watch.SeesAsync(last, Stage.AwaitingClearance);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        watch.Deltas.Count.ShouldBeLessThanOrEqualTo((int)(seconds * 4) + 2);
    }

    [Fact]
    public async Task The_counts_include_only_the_firm()
    {
        await port.ArriveAsync(SomeVehicle.Green().With(FirmSteps.Other));
        await port.ArriveAsync(SomeVehicle.Green());
        await using var watch = await FirmHubClient.BeginAsync(port, await Dispatcher);
        watch
            .Snapshot.Counts.Select(count => (count.Stage, count.Vehicles))
            .ShouldBe(
                watch
                    .Movements.Values.CountBy(movement => movement.Stage)
                    .OrderBy(count => count.Key)
                    .Select(count => (count.Key, count.Value))
            );
        watch.Snapshot.Movements.Count.ShouldBe((await ListAsync()).Count);
    }

    [Fact]
    public async Task The_list_is_paged_and_filtered_by_stage()
    {
        var held = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.HoldAsync(held);
        await port.AnnounceAsync(SomeVehicle.Green());
        var all = (await ListAsync()).Select(movement => movement.MovementId).ToList();
        List<Guid> paged = [];
        for (string? after = ""; after is not null; )
        {
            using var firm = port.AsFirm(FirmSteps.Own);
            var page = await (
                await firm.GetAsync(
                    $"/api/board/firm/movements?port={PortHost.Port}&limit=1" + (after is "" ? "" : $"&after={after}")
                )
            ).ReadAsync<Page<FirmMovement>>();
            paged.AddRange(page.Items.Select(movement => movement.MovementId));
            after = page.Next;
        }

        paged.ShouldBe(all);
        var ofStage = await ListAsync("stage=Held");
        ofStage.ShouldAllBe(movement => movement.Stage == Stage.Held);
        ofStage.ShouldContain(movement => movement.MovementId == held);
    }

    [Fact]
    public async Task Ended_movements_are_shown_until_midnight_and_active_ones_until_they_end()
    {
        await using var host = new PortHost();
        await host.InitializeAsync();
        var departed = (await host.ArriveAsync(SomeVehicle.Green())).MovementId;
        await host.GrantAsync(departed);
        await host.DepartAsync(departed);
        var cancelled = await host.AnnounceAsync(SomeVehicle.Green());
        using (var firm = host.AsFirm(FirmSteps.Own))
        {
            await firm.CancelAsync(cancelled);
        }

        var refused = (await host.ArriveAsync(SomeVehicle.Green())).MovementId;
        await host.RefuseAsync(refused);
        var announced = await host.AnnounceAsync(SomeVehicle.Green());
        var here = (await host.ArriveAsync(SomeVehicle.Green())).MovementId;
        (await ListedAsync()).ShouldBe([departed, cancelled, refused, announced, here], ignoreOrder: true);
        await host.RestartAsync();
        (await ListedAsync()).ShouldBe([departed, cancelled, refused, announced, here], ignoreOrder: true);

        // Midnight in Khorgos.
        host.Time.Advance(TimeSpan.FromHours(14));

        (await ListedAsync()).ShouldBe([announced, here], ignoreOrder: true);
        await host.RestartAsync();
        (await ListedAsync()).ShouldBe([announced, here], ignoreOrder: true);

        async Task<IEnumerable<Guid>> ListedAsync()
        {
            await host.SettleAsync();
            return (await ListAsync(host: host)).Select(movement => movement.MovementId);
        }
    }

    [Fact]
    public async Task A_download_contains_no_formula()
    {
        string[] formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠SUM(A1)"];
        List<Vehicle> vehicles =
        [
            .. formulas.Select(formula => SomeVehicle.Green() with { Brand = formula, Model = "Plain, with a comma" }),
        ];
        foreach (var vehicle in vehicles)
        {
            await port.AnnounceAsync(vehicle);
        }

        await port.SettleAsync();
        using var firm = port.AsFirm(FirmSteps.Own);
        using var response = await firm.GetAsync(
            $"/api/board/firm/movements.csv?port={PortHost.Port}&stage=PreRegistered"
        );

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileName.ShouldBe("movements-KHORGOS-2026-05-12.csv");
        var csv = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        csv.ShouldStartWith("\uFEFFmovement_id,stage,since,vin,plate");
        foreach (var (vehicle, formula) in vehicles.Zip(formulas))
        {
            var line = csv.Split('\n').Single(line => line.Contains(vehicle.Vin, StringComparison.Ordinal));
            line.ShouldContain($"'{formula}");
            line.ShouldNotContain($",{formula}");
            line.ShouldNotContain($"\"{formula}");
            line.ShouldContain("\"Plain, with a comma\"");
            line.ShouldContain("2026-05-12T02:00:00Z");
        }
    }

    [Fact]
    public async Task A_firm_downloads_its_movements_with_declarations_that_spreadsheets_keep()
    {
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle);
        await port.AnnounceAsync(SomeVehicle.Green().With(FirmSteps.Other));
        await port.SettleAsync();
        using var firm = port.AsFirm(FirmSteps.Own);

        var csv = await firm.GetStringAsync($"/api/board/firm/movements.csv?port={PortHost.Port}&stage=PreRegistered");
        var book = await firm.GetAsync($"/api/board/firm/movements.xlsx?port={PortHost.Port}&stage=PreRegistered");

        csv.ShouldContain($",\"=\"\"{vehicle.DeclarationNumber}\"\"\",");
        book.Content.Headers.ContentDisposition!.FileName.ShouldBe("movements-KHORGOS-2026-05-12.xlsx");
        using var parts = new ZipArchive(await book.Content.ReadAsStreamAsync());
        var sheet = XDocument.Load(parts.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var cell = sheet
            .Descendants()
            .Where(element => element.Name.LocalName is "c")
            .Single(element => element.Value == vehicle.DeclarationNumber);
        cell.Attribute("t")!.Value.ShouldBe("inlineStr");
        // The number format of text, so that it stays text when somebody edits the cell.
        var styles = XDocument.Load(parts.GetEntry("xl/styles.xml")!.Open());
        var style = styles
            .Descendants()
            .Single(element => element.Name.LocalName is "cellXfs")
            .Elements()
            .ElementAt(int.Parse(cell.Attribute("s")!.Value, CultureInfo.InvariantCulture));
        style.Attribute("numFmtId")!.Value.ShouldBe("49");
    }

    [Fact]
    public async Task An_unknown_port_is_refused()
    {
        await using var watch = await FirmHubClient.ConnectAsync(port, await Dispatcher);
        (await Should.ThrowAsync<HubException>(() => watch.WatchAsync("ATLANTIS"))).Message.ShouldContain(
            PortHost.Port
        );
        using var firm = port.AsFirm(FirmSteps.Own);
        foreach (var path in (string[])["movements", "movements.csv", "movements.xlsx"])
        {
            await (await firm.GetAsync($"/api/board/firm/{path}?port=ATLANTIS")).ShouldBeProblemAsync(
                HttpStatusCode.BadRequest
            );
        }
    }

    [Fact]
    public async Task Watching_requires_the_right_to_read_for_a_firm()
    {
        var announcing = await port.Users.MakeKeyAsync(FirmSteps.Own, Scopes.Announce);
        var reading = await port.Users.MakeKeyAsync(FirmSteps.Own, Scopes.Read);
        foreach (
            var who in (AccessTokenProvider?[])
                [
                    null,
                    AccessTokenProvider.ForApiKey(announcing.Secret),
                    await port.Users.OfAsync("everyone", [.. Roles.Staff]),
                ]
        )
        {
            await using var watch = await FirmHubClient.ConnectAsync(port, who);
            await Should.ThrowAsync<HubException>(() => watch.WatchAsync());
            // The board is for everyone.
            await watch.Connection.InvokeAsync<BoardSnapshot>(nameof(IQueueHub.Watch), PortHost.Port);
        }

        await using var reader = await FirmHubClient.BeginAsync(port, AccessTokenProvider.ForApiKey(reading.Secret));
        reader.Snapshot.Port.ShouldBe(PortHost.Port);
    }

    private async Task<IReadOnlyList<FirmMovement>> ListAsync(string query = "", PortHost? host = null)
    {
        using var firm = (host ?? port).AsFirm(FirmSteps.Own);
        using var response = await firm.GetAsync($"/api/board/firm/movements?port={PortHost.Port}&limit=5000&{query}");
        return (await response.ReadAsync<Page<FirmMovement>>()).Items;
    }
}
