using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Access;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.Tests.Access;
using PortTracker.Throughput.Data;
using PortTracker.Verification;

namespace PortTracker.Tests.Retention;

/// <summary>Retention removes personal data and vehicle details and keeps the counts.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const string MovementsDays = "Movements:Days";
    private const string AuditDays = "Audit:Days";
    private const string AccountsDays = "Accounts:Days";
    private static readonly DateOnly Today = new(2026, 5, 12);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PortHost port = new()
    {
        Settings =
        {
            [MovementsDays] = "30",
            [AuditDays] = "40",
            [AccountsDays] = "60",
        },
    };

    private PortTrackerClient everyone = null!;

    public async ValueTask InitializeAsync()
    {
        await port.InitializeAsync();
        everyone = AutomationClient.Create(port.Anonymous(), await port.Users.OfAsync("everyone", [.. Roles.Staff]));
    }

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task Anonymisation_removes_the_vehicle_and_keeps_every_total()
    {
        var gone = SomeVehicle.Red() with { CarrierPlate = "新B77777" };
        var movement = await CrossAsync(gone);
        var refused = SomeVehicle.Green();
        await port.RefuseAsync((await port.ArriveAsync(refused)).MovementId);
        var absent = await port.PreRegisterAsync(SomeVehicle.Green());
        await everyone.Entry.CancelAsync(new WithdrawalRequest { Movements = [absent], Reason = "Sold" });
        await everyone.Throughput.AggregateAsync();
        var year = await everyone.Throughput.TotalsAsync(PortHost.Port, 2026);
        var day = await everyone.Throughput.DaysAsync(PortHost.Port, Today, Today);

        Pass(days: 31);
        await ForgottenAsync(ServiceNames.All, movement, refused.Vin);

        foreach (var service in ServiceNames.All)
        {
            (await port.LedgerAsync(service)).ShouldAllBe(entry => entry.Vin == "LSV**************");
        }

        var entry = await MovementAsync(movement);
        entry.State.Vehicle.ShouldBe(
            gone with
            {
                Vin = "LSV**************",
                Plate = null,
                CarrierPlate = null,
                DeclarationNumber = "",
            }
        );
        (await port.GetAsync<List<QueueChange>>($"/api/entry/movements/{movement}/queue-changes")).ShouldAllBe(change =>
            change.Actor == "" && change.Reason == ""
        );
        (await everyone.Entry.Movements(PortHost.Port, gone.Vin).ToListAsync()).ShouldBeEmpty();
        await everyone.Throughput.AggregateAsync();
        var after = await everyone.Throughput.TotalsAsync(PortHost.Port, 2026);
        after.Breakdowns.Keys.ShouldBe(year.Breakdowns.Keys, ignoreOrder: true);
        foreach (var (dimension, lines) in year.Breakdowns)
        {
            after.Breakdowns[dimension].ShouldBe(lines);
        }

        var dayAfter = (await everyone.Throughput.DaysAsync(PortHost.Port, Today, Today)).ShouldHaveSingleItem();
        dayAfter.ShouldBe(day.ShouldHaveSingleItem() with { Closed = true, AsOf = dayAfter.AsOf });
        var report = ConsistencyVerifier.Verify(await EvidenceReader.ReadAsync(everyone));
        report.Checks.Where(check => !check.Holds).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_vehicle_that_is_present_or_expected_is_not_anonymised()
    {
        var gone = await CrossAsync(SomeVehicle.Green());
        var held = SomeVehicle.Green();
        var here = (await port.ArriveAsync(held)).MovementId;
        await port.HoldAsync(here);
        var expected = SomeVehicle.Green();
        var announced = await port.PreRegisterAsync(expected);

        Pass(days: 31);
        await ForgottenAsync(ServiceNames.All, gone);

        (await MovementAsync(here)).State.Vehicle.ShouldBe(held);
        (await MovementAsync(announced)).State.Vehicle.ShouldBe(expected);
        await port.ResumeAsync(here);
    }

    [Fact]
    public async Task A_vehicle_is_kept_for_the_configured_time()
    {
        var vehicle = SomeVehicle.Green();
        var movement = await CrossAsync(vehicle);

        Pass(days: 29);
        await Task.Delay(TimeSpan.FromSeconds(1));

        (await MovementAsync(movement)).State.Vehicle.ShouldBe(vehicle);
    }

    [Fact]
    public async Task An_anonymised_movement_is_not_imported_again()
    {
        var vehicle = SomeVehicle.Green();
        var movement = await CrossAsync(vehicle);
        var departedAt = port.Time.GetUtcNow();
        Pass(days: 31);
        await ForgottenAsync([ServiceNames.Throughput], movement);

        var line = string.Join(
            ',',
            vehicle.Vin,
            vehicle.Plate,
            vehicle.Brand,
            vehicle.Model,
            vehicle.Category,
            vehicle.Propulsion,
            vehicle.Form,
            vehicle.HsCode,
            vehicle.Destination,
            vehicle.DeclarationNumber,
            vehicle.CarrierPlate,
            vehicle.Operator,
            "Green,0,0",
            string.Join(',', Enumerable.Repeat($"{departedAt:yyyy-MM-ddTHH:mm:ssZ}", 3))
        );
        var import = await ImportAsync(line);

        import.Imported.ShouldBe(0);
        import.AlreadyThere.ShouldBe(1);
    }

    [Fact]
    public async Task Audit_details_are_purged_and_the_chain_stays_valid()
    {
        await CrossAsync(SomeVehicle.Green());
        var firstDay = port.Time.GetUtcNow();
        Pass(days: 20);
        await CrossAsync(SomeVehicle.Green());

        Pass(days: 21);
        await UntilAsync(async () => (await port.AuditAsync(ServiceNames.Clearance))[0].Details is null);

        foreach (var service in ServiceNames.WithTrail)
        {
            var rows = await port.AuditAsync(service);
            rows.ShouldAllBe(row => (row.Details == null) == (row.At <= firstDay));
            (await VerifyAsync(service, firstDay.AddDays(1))).Findings.ShouldBeEmpty();
        }

        (await VerifyAsync(ServiceNames.Clearance, null)).Findings.ShouldNotBeEmpty(
            "it was not said that they may be gone"
        );
    }

    [Fact]
    public async Task An_unused_locked_account_is_anonymised()
    {
        var administrator = await port.Users.AdministratorAsync();
        await port.Users.OfAsync("leaver", Roles.Manager);
        await port.Users.OfAsync("stayer", Roles.Manager);
        var leaver = await administrator.Users.List("leaver").SingleAsync();
        await administrator.Users.LockAsync(leaver.Id, "Left the port");

        Pass(days: 61);
        await UntilAsync(async () => (await administrator.Users.GetAsync(leaver.Id)).DisplayName is "");

        (await administrator.Users.List("leaver").ToListAsync()).ShouldBeEmpty();
        (await administrator.Users.List("stayer").ToListAsync()).ShouldHaveSingleItem();
        (await administrator.Users.GetAsync(leaver.Id)).IsLocked.ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_is_deleted_thirty_days_after_its_end()
    {
        var person = await port.HireAsync(Roles.Manager);
        await port.SignInAsync(person);
        (await SessionsAsync()).ShouldBeGreaterThan(0);

        Pass(days: 61);

        await UntilAsync(async () => await SessionsAsync() is 0);

        async Task<int> SessionsAsync()
        {
            await using var scope = port.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
            return await db.Sessions.CountAsync(session => session.AccountId == person.Id);
        }
    }

    private Task<EntryMovement> MovementAsync(Guid movement) =>
        port.GetAsync<EntryMovement>($"/api/entry/movements/{movement}");

    /// <summary>From arrival to departure, with a queue move.</summary>
    private async Task<Guid> CrossAsync(Vehicle vehicle)
    {
        var movement = (await port.ArriveAsync(vehicle)).MovementId;
        var move = new QueueMoveRequest
        {
            MovementId = movement,
            Before = null,
            Reason = "Cooled goods",
        };
        (await port.PostAsync("/api/entry/queue-moves", move, role: Roles.Supervisor)).EnsureSuccessStatusCode();
        await port.SettleAsync();
        if (!await everyone.Clearance.Movements(PortHost.Port, ClearanceQueue.Ready).AnyAsync())
        {
            await port.StartInspectionAsync(movement);
            await port.CompleteInspectionAsync(movement);
        }

        await port.GrantAsync(movement);
        await port.DepartAsync(movement);
        return movement;
    }

    /// <summary>Advances the clock and wakes the hourly jobs.</summary>
    private void Pass(int days) => port.Time.Advance(TimeSpan.FromDays(days));

    private Task ForgottenAsync(IEnumerable<string> services, Guid movement, string? vin = null) =>
        UntilAsync(async () =>
        {
            foreach (var service in services)
            {
                var ledger = await port.LedgerAsync(service);
                if (
                    ledger.Any(entry => entry.Vin == vin)
                    || ledger.Single(entry => entry.MovementId == movement).Vin is { } known && !known.EndsWith('*')
                )
                {
                    return false;
                }
            }

            return true;
        });

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, "nothing was forgotten");
            await Task.Delay(5);
        }
    }

    private Task<MovementImportResponse> ImportAsync(string line) =>
        everyone.Throughput.ImportMovementsAsync(
            PortHost.Port,
            BadLineHandling.Reject,
            new ApiClient.CsvSource(() =>
                new MemoryStream(Encoding.UTF8.GetBytes($"{string.Join(',', ImportedMovement.Columns)}\n{line}\n"))
            )
        );

    private Task<AuditTrailReport> VerifyAsync(string service, DateTimeOffset? removedBefore) =>
        AuditVerifier.VerifyAsync(
            service,
            everyone.Audit.Entries(service, new AuditFilter()),
            anchors: [],
            removedBefore
        );
}
