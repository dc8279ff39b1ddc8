using System.Globalization;
using System.Net;
using System.Text.Json;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Clearance;
using PortTracker.Tests.Throughput;

namespace PortTracker.Tests.Audit;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private readonly PortHost port = new();

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task A_hold_is_on_record_with_who_when_why_and_what_it_changed()
    {
        var vehicle = SomeVehicle.Green();
        var arrived = await port.ArriveAsync(vehicle);
        port.Time.Advance(TimeSpan.FromMinutes(5));

        await port.HoldAsync(arrived.MovementId, "Papers missing");

        var entry = (await port.AuditAsync(ServiceNames.Clearance)).ShouldHaveSingleItem();
        entry.Sequence.ShouldBe(1);
        entry.At.ShouldBe(port.Time.GetUtcNow());
        Guid.TryParse(entry.Actor, out _).ShouldBeTrue();
        entry.Action.ShouldBe("clearance/holds");
        entry.Subject.ShouldBe(arrived.MovementId.ToString());
        entry.Port.ShouldBe(PortHost.Port);
        var details = AuditDetails.Of(entry).ShouldNotBeNull();
        details.Name.ShouldBe("gate-1.officer");
        details.Vin.ShouldBe(vehicle.Vin);
        details.Reason.ShouldBe("Papers missing");
        details.Before.ShouldNotBeNull().GetProperty("version").GetInt32().ShouldBe(0);
        var after = details.After.ShouldNotBeNull();
        after.GetProperty("holdReason").GetString().ShouldBe("Papers missing");
        after.GetProperty("queue").GetString().ShouldBe(nameof(ClearanceQueue.Held));
        after.TryGetProperty("vin", out _).ShouldBeFalse("it has not changed");
        details.Before.Value.TryGetProperty("holdReason", out _).ShouldBeFalse("there was none");
    }

    [Fact]
    public async Task What_is_new_is_on_record_whole()
    {
        var vehicle = SomeVehicle.Green();
        var movement = await port.PreRegisterAsync(vehicle);

        var entry = (await port.AuditAsync(ServiceNames.Entry)).ShouldHaveSingleItem();

        entry.Action.ShouldBe("entry/pre-registrations");
        entry.Subject.ShouldBe(movement.ToString());
        var details = AuditDetails.Of(entry).ShouldNotBeNull();
        details.Before.ShouldBeNull();
        var after = details.After.ShouldNotBeNull();
        after.GetProperty("vehicle").GetProperty("brand").GetString().ShouldBe(vehicle.Brand);
        after.GetProperty("status").GetString().ShouldBe(nameof(EntryStatus.PreRegistered));
        after.TryGetProperty("lane", out _).ShouldBeFalse("it has none yet");
    }

    [Fact]
    public async Task A_command_leaves_a_row_for_each_movement_and_each_holds_the_hash_of_the_one_before()
    {
        var vehicles = Enumerable.Range(0, RowInsert.RowsAStatement + 5).Select(_ => SomeVehicle.Green()).ToList();
        using var response = await port.PostAsync(
            "/api/entry/arrivals",
            new ArrivalRequest
            {
                Port = PortHost.Port,
                Arrivals = [.. vehicles.SelectMany(vehicle => PortHost.Arrival(vehicle).Arrivals)],
            }
        );
        var arrived = (await response.ReadAsync<ArrivalResponse>()).Arrivals;

        var trail = await port.AuditAsync(ServiceNames.Entry);

        trail.Select(entry => entry.Subject).ShouldBe(arrived.Select(one => one.MovementId.ToString()));
        trail.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, vehicles.Count).Select(i => (long)i));
        trail.ShouldAllBe(entry => AuditChain.Hash(entry) == entry.Hash);
        trail.ShouldAllBe(entry => AuditChain.DetailsHash(entry) == entry.DetailsHash);
        trail[0].PreviousHash.ShouldBe(AuditChain.Text(AuditChain.Beginning(ServiceNames.Entry)));
        trail.Skip(1).Select(entry => entry.PreviousHash).ShouldBe(trail.SkipLast(1).Select(entry => entry.Hash));
        trail.Select(entry => entry.Salt).ShouldBeUnique();
    }

    [Fact]
    public async Task A_refused_command_leaves_no_row()
    {
        var arrived = await port.ArriveAsync(SomeVehicle.Red());

        using var refused = await port.PostAsync("/api/clearance/grants", PortHost.On(arrived.MovementId));

        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        (await port.AuditAsync(ServiceNames.Clearance)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_sent_again_with_its_key_leaves_no_second_row()
    {
        var request = PortHost.Arrival(SomeVehicle.Green());
        await port.PostAsync("/api/entry/arrivals", request, "a");
        await port.PostAsync("/api/entry/arrivals", request, "a");

        (await port.AuditAsync(ServiceNames.Entry)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_follows_from_an_event_is_no_persons_doing()
    {
        await port.ArriveAsync(SomeVehicle.Red());

        (await port.LedgerAsync(ServiceNames.Inspection)).ShouldHaveSingleItem();
        (await port.AuditAsync(ServiceNames.Inspection)).ShouldBeEmpty();
        (await port.AuditAsync(ServiceNames.Clearance)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_a_failed_message_applied_again_did_that_and_not_what_it_tells()
    {
        var e = PortEvents.Arrived(Guid.CreateVersion7(), SomeVehicle.Green().Vin, port.Time.GetUtcNow());
        var body = JsonSerializer.SerializeToUtf8Bytes<PortEvent>(e, PortJson.Options);
        await using (var scope = port.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ClearanceDb>();
            var line = new JournalLine(999, e.Header.MovementId, body);
            db.FailedEvents.Add(
                FailedEvent.Of(ServiceNames.Entry, line, new TimeoutException(), port.Time.GetUtcNow())
            );
            await db.SaveChangesAsync();
        }

        using var response = await port.PostAsync(
            "/api/clearance/failures/redrives",
            new FailureSelection { Ids = ["entry/999"] },
            role: Roles.Administrator
        );

        (await response.ReadAsync<FailureResponse>()).Results.Single().Outcome.ShouldBe(FailureOutcome.Applied);
        (await port.LedgerAsync(ServiceNames.Clearance)).ShouldHaveSingleItem();
        var entry = (await port.AuditAsync(ServiceNames.Clearance)).ShouldHaveSingleItem();
        entry.Action.ShouldBe("clearance/failures/redrives");
        entry.Subject.ShouldBe("entry/999");
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit_details")]
    [InlineData("journal")]
    [InlineData("movements")]
    public async Task A_change_and_its_row_are_written_together_or_not_at_all(string table)
    {
        await using var files = new PortHost { Database = TestDatabase.OnFiles() };
        await files.InitializeAsync();
        var arrived = await files.ArriveAsync(SomeVehicle.Green());
        var verb = table is "movements" ? "UPDATE" : "INSERT";
        SqliteFile.Execute(
            files.Database.FileOf(ServiceNames.Clearance),
            $"CREATE TRIGGER full BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'The disk is full.'); END;"
        );

        using var failed = await files.PostAsync(
            "/api/clearance/holds",
            PortHost.Reasoned(arrived.MovementId, "Papers missing")
        );

        failed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await files.AuditAsync(ServiceNames.Clearance)).ShouldBeEmpty();
        var movement = await files.GetAsync<ClearanceMovement>($"/api/clearance/movements/{arrived.MovementId}");
        movement.State.HeldSince.ShouldBeNull();
        (await files.GetAsync<FeedStatus>("/api/clearance/feed")).Head.ShouldBe(0);
    }

    [Fact]
    public async Task Auditors_find_a_row_by_whatever_they_know_of_it()
    {
        var vehicle = SomeVehicle.Green();
        var arrived = await port.ArriveAsync(vehicle);
        var other = await port.ArriveAsync(SomeVehicle.Green());
        port.Time.Advance(TimeSpan.FromHours(1));
        var later = port.Time.GetUtcNow();
        await port.HoldAsync(arrived.MovementId);
        await port.GrantAsync(other.MovementId);

        var both = await port.AuditAsync(ServiceNames.Clearance);
        both.Count.ShouldBe(2);
        var at = Uri.EscapeDataString(later.ToString("O", CultureInfo.InvariantCulture));
        (await FoundAsync($"vin={vehicle.Vin.ToLowerInvariant()}")).ShouldBe([both[0]]);
        (await FoundAsync($"subject={other.MovementId}")).ShouldBe([both[1]]);
        (await FoundAsync("action=clearance/grants")).ShouldBe([both[1]]);
        (await FoundAsync($"actor={both[0].Actor}")).ShouldBe(both);
        (await FoundAsync($"actor={Guid.NewGuid()}")).ShouldBeEmpty();
        (await FoundAsync($"port={PortHost.Port}")).ShouldBe(both);
        (await FoundAsync("port=ELSEWHERE")).ShouldBeEmpty();
        (await FoundAsync($"from={at}")).ShouldBe(both);
        (await FoundAsync($"to={at}")).ShouldBeEmpty();
        var page = await port.GetAsync<Page<AuditEntry>>("/api/clearance/audit?limit=1");
        page.Items.ShouldBe([both[0]]);
        (await FoundAsync($"after={page.Next}")).ShouldBe([both[1]]);

        Task<IReadOnlyList<AuditEntry>> FoundAsync(string query) => port.AuditAsync(ServiceNames.Clearance, query);
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("after=first")]
    public async Task A_search_that_makes_no_sense_is_refused(string query)
    {
        using var auditor = port.As("auditor", Roles.Auditor);
        using var response = await auditor.GetAsync($"/api/entry/audit?{query}");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit.csv")]
    public async Task Officers_do_not_read_the_trail(string route)
    {
        using var officer = port.As("officer", Roles.Officer, Roles.Supervisor, Roles.Manager);
        using var response = await officer.GetAsync($"/api/clearance/{route}");
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task The_export_holds_no_formula(string reason)
    {
        var arrived = await port.ArriveAsync(SomeVehicle.Green());
        await port.HoldAsync(arrived.MovementId, reason);

        var lines = await ExportAsync(ServiceNames.Clearance);

        lines[0].Cell("reason").ShouldBe("'" + reason);
        lines.SelectMany(line => line.Cells).ShouldAllBe(cell => cell.Length == 0 || !"=+-@".Contains(cell[0]));
    }

    [Fact]
    public async Task An_export_has_the_rows_that_were_asked_for_and_is_on_record_itself()
    {
        var arrived = await port.ArriveAsync(SomeVehicle.Green());
        await port.HoldAsync(arrived.MovementId);
        await port.ResumeAsync(arrived.MovementId);
        var trail = await port.AuditAsync(ServiceNames.Clearance);

        var line = (await ExportAsync(ServiceNames.Clearance, "?action=clearance/holds")).ShouldHaveSingleItem();

        line.Cell("sequence").ShouldBe("1");
        line.Cell("hash").ShouldBe(trail[0].Hash);
        line.Cell("action").ShouldBe("clearance/holds");
        line.Cell("subject").ShouldBe(arrived.MovementId.ToString());
        JsonElement.Parse(line.Cell("after")).GetProperty("queue").GetString().ShouldBe("Held");
        var export = (await port.AuditAsync(ServiceNames.Clearance)).Skip(trail.Count).ShouldHaveSingleItem();
        AuditDetails.Of(export)!.Name.ShouldBe("auditor.auditor");
        export.Action.ShouldBe("clearance/audit.csv");
        var after = AuditDetails.Of(export).ShouldNotBeNull().After.ShouldNotBeNull();
        after.GetProperty("action").GetString().ShouldBe("clearance/holds");
    }

    [Fact]
    public async Task An_import_is_on_record_with_what_it_took_and_the_hash_of_the_file()
    {
        const string File = "year,month,vehicles,new_energy,source\n2023,,303752,,public report";
        using var response = await port.PostAsync(
            $"/api/throughput/history/import?port={PortHost.Port}",
            Answers.Csv(File),
            role: Roles.Administrator
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK);

        var entry = (await port.AuditAsync(ServiceNames.Throughput)).ShouldHaveSingleItem();

        entry.Action.ShouldBe("throughput/history/import");
        entry.Subject.ShouldBe("b3bf0ddfa33a76220b02e8667c273ef34c07e24ed034dc23422818c1a973c3e5");
        AuditDetails.Of(entry)!.After!.Value.GetProperty("periods").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_refill_is_on_record_before_the_broker_hears_of_it()
    {
        await using var withBroker = new PortHost
        {
            Settings = { ["Transport"] = "RabbitMq", ["RabbitMq:Url"] = "amqp://nobody:nothing@127.0.0.1:1/" },
        };
        await withBroker.InitializeAsync();

        using var response = await withBroker.PostAsync(
            "/api/entry/refills",
            new ReplayRequest(),
            role: Roles.Administrator
        );

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await withBroker.AuditAsync(ServiceNames.Entry)).ShouldHaveSingleItem().Action.ShouldBe("entry/refills");
    }

    private async Task<IReadOnlyList<Line>> ExportAsync(string service, string query = "")
    {
        using var auditor = port.As("auditor", Roles.Auditor);
        using var response = await auditor.GetAsync($"/api/{service}/audit.csv{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/csv");
        using var csv = new CsvReader(
            new StringReader(await response.Content.ReadAsStringAsync()),
            CultureInfo.InvariantCulture
        );
        await csv.ReadAsync();
        csv.ReadHeader();
        List<Line> lines = [];
        while (await csv.ReadAsync())
        {
            lines.Add(new Line([.. csv.HeaderRecord!], [.. csv.Parser.Record!]));
        }

        return lines;
    }

    private sealed record Line(IReadOnlyList<string> Heading, IReadOnlyList<string> Cells)
    {
        public string Cell(string column) => Cells[Heading.ToList().IndexOf(column)];
    }
}
