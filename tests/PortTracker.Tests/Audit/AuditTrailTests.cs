using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Clearance;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Journal;
using PortTracker.Storage.SqlServer;
using PortTracker.Tests.Throughput;

namespace PortTracker.Tests.Audit;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private readonly PortHost port = new();

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task A_hold_records_who_when_why_and_what_changed()
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
    public async Task A_new_record_is_audited_in_full()
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
    public async Task A_command_writes_one_chained_row_for_each_movement()
    {
        var vehicles = Enumerable
            .Range(0, SqlServerDialect.Instance.RowsPerInsert + 5)
            .Select(_ => SomeVehicle.Green())
            .ToList();
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
    public async Task A_refused_command_writes_no_row()
    {
        var arrived = await port.ArriveAsync(SomeVehicle.Red());

        using var refused = await port.PostAsync("/api/clearance/grants", PortHost.On(arrived.MovementId));

        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        (await port.AuditAsync(ServiceNames.Clearance)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_request_writes_no_second_row()
    {
        var request = PortHost.Arrival(SomeVehicle.Green());
        await port.PostAsync("/api/entry/arrivals", request, "a");
        await port.PostAsync("/api/entry/arrivals", request, "a");

        (await port.AuditAsync(ServiceNames.Entry)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Effects_of_an_event_are_recorded_without_an_actor()
    {
        await port.ArriveAsync(SomeVehicle.Red());

        (await port.LedgerAsync(ServiceNames.Inspection)).ShouldHaveSingleItem();
        (await port.AuditAsync(ServiceNames.Inspection)).ShouldBeEmpty();
        (await port.AuditAsync(ServiceNames.Clearance)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redrive_records_the_redrive_and_not_the_event_as_the_action_of_its_user()
    {
        var e = PortEvents.Arrived(Guid.CreateVersion7(), SomeVehicle.Green().Vin, port.Time.GetUtcNow());
        var body = JsonSerializer.SerializeToUtf8Bytes<PortEvent>(e, PortJson.Options);
        await using (var scope = port.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ClearanceDb>();
            var line = new RecordedEvent(999, e.Header.MovementId, body);
            db.FailedEvents.Add(
                FailedEventRow.Of(ServiceNames.Entry, line, new TimeoutException(), port.Time.GetUtcNow())
            );
            await db.SaveChangesAsync();
        }

        using var response = await port.PostAsync(
            "/api/clearance/failures/redrives",
            new FailedEventSelection { Ids = ["entry/999"] },
            role: Roles.Administrator
        );

        (await response.ReadAsync<FailedEventResponse>()).Results.Single().Outcome.ShouldBe(FailedEventOutcome.Applied);
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
    public async Task A_change_and_its_row_are_written_in_one_transaction(string table)
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
    public async Task Auditors_can_search_by_every_field()
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
    public async Task An_invalid_search_is_refused(string query)
    {
        using var auditor = port.As("auditor", Roles.Auditor);
        using var response = await auditor.GetAsync($"/api/entry/audit?{query}");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit.csv")]
    public async Task Officers_cannot_read_the_trail(string route)
    {
        using var officer = port.As("officer", Roles.Officer, Roles.Supervisor, Roles.Manager);
        using var response = await officer.GetAsync($"/api/clearance/{route}");
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_import_is_audited_with_its_counts_and_the_hash_of_the_file()
    {
        const string File = "year,month,vehicles,new_energy,source\n2023,,303752,,public report";
        using var response = await port.PostAsync(
            $"/api/throughput/official-totals/import?port={PortHost.Port}",
            CsvBody.Of(File),
            role: Roles.Administrator
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK);

        var entry = (await port.AuditAsync(ServiceNames.Throughput)).ShouldHaveSingleItem();

        entry.Action.ShouldBe("throughput/official-totals/import");
        entry.Subject.ShouldBe("b3bf0ddfa33a76220b02e8667c273ef34c07e24ed034dc23422818c1a973c3e5");
        AuditDetails.Of(entry)!.After!.Value.GetProperty("periods").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_refill_is_audited_before_it_reaches_the_broker()
    {
        await using var withBroker = new PortHost { Transport = TestTransport.BrokerAway() };
        await withBroker.InitializeAsync();

        using var response = await withBroker.PostAsync(
            "/api/entry/refills",
            new ReplayRequest(),
            role: Roles.Administrator
        );

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await withBroker.AuditAsync(ServiceNames.Entry)).ShouldHaveSingleItem().Action.ShouldBe("entry/refills");
    }
}
