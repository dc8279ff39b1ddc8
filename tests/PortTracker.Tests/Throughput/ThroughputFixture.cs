using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PortTracker.Contracts;
using PortTracker.ServiceDefaults;
using PortTracker.Throughput;

namespace PortTracker.Tests.Throughput;

/// <summary>The throughput service of the port of Khorgos on a database and a clock of its own.</summary>
internal sealed class ThroughputFixture : IAsyncDisposable
{
    public const string Port = "KHORGOS";

    private readonly TestDatabase store = new();
    private readonly ServiceDatabase<ThroughputDb> database;
    private readonly DbContextOptions<ThroughputDb> options;
    private readonly Dictionary<string, Guid> movements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> clearanceVersions = new(StringComparer.Ordinal);

    public ThroughputFixture(string now)
    {
        Time = new FakeTimeProvider(At(now));
        database = new(new ServiceName<ThroughputDb>(ServiceNames.Throughput), new Doorbells(), Time);
        options = store.Options<ThroughputDb>(ServiceNames.Throughput);
        using var db = Db();
        db.Database.EnsureCreated();
    }

    public FakeTimeProvider Time { get; }

    public PortCatalog Ports { get; } =
        new(
            Options.Create(
                new PortOptions
                {
                    Ports =
                    [
                        new Port
                        {
                            Code = Port,
                            Name = "Khorgos Road Port",
                            TimeZone = "Asia/Shanghai",
                            Lanes = [new Lane { Name = "A1" }],
                        },
                    ],
                }
            )
        );

    public static DateTimeOffset At(string instant) =>
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateOnly Day(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture);

    public ThroughputDb Db() => new(options);

    public ThroughputDb Db(IInterceptor watched) =>
        new(new DbContextOptionsBuilder<ThroughputDb>(options).AddInterceptors(watched).Options);

    public async Task<AggregationRun> CountAgainAsync(string from, string to, string by)
    {
        await using var db = Db();
        return await new DailyAggregation(db, database, Ports, Time).RunAsync(
            by,
            new Recount(Ports[Port], Day(from), Day(to)),
            CancellationToken.None
        );
    }

    public void NowIs(string instant) => Time.SetUtcNow(At(instant));

    /// <summary>A vehicle comes in, is cleared after two hours, and leaves after three.</summary>
    public Task DepartAsync(
        string vin,
        string at,
        string brand = "BYD",
        Propulsion propulsion = Propulsion.BatteryElectric
    )
    {
        var departedAt = At(at);
        var movement = movements[vin] = Guid.CreateVersion7(departedAt);
        clearanceVersions[vin] = 2;
        return ApplyAsync([
            PortEvents.Arrived(movement, vin, departedAt.AddHours(-3), brand, propulsion),
            PortEvents.Departed(movement, 2, departedAt.AddHours(-1), departedAt),
        ]);
    }

    /// <summary>A supervisor says that the vehicle left at another time.</summary>
    public Task CorrectDepartureAsync(string vin, string to) =>
        ApplyAsync([PortEvents.Departed(movements[vin], ++clearanceVersions[vin], At(to).AddHours(-1), At(to))]);

    public async Task ApplyAsync(IReadOnlyList<PortEvent> events)
    {
        await using var db = Db();
        await database.InTransactionAsync(
            db,
            async () =>
            {
                await new FactProjection(db, Ports).ApplyAsync(events, CancellationToken.None);
                return true;
            },
            CancellationToken.None
        );
    }

    public async Task<AggregationRun> AggregateAsync()
    {
        await using var db = Db();
        return await new DailyAggregation(db, database, Ports, Time).RunAsync(CancellationToken.None);
    }

    public async Task<TotalsResponse> TotalsAsync(int year, int? month = null)
    {
        await using var db = Db();
        return await new Totals(db, Time).OfAsync(Ports[Port], year, month, CancellationToken.None);
    }

    public async Task<DayTotal> DayAsync(string date) =>
        (await DaysAsync(date, date)).ShouldHaveSingleItem($"{date} was not counted");

    public async Task<List<DayTotal>> DaysAsync(string from, string to)
    {
        await using var db = Db();
        var answer = await DayTotals.HandleAsync(Port, Day(from), Day(to), db, Ports, CancellationToken.None);
        return answer.Result.ShouldBeOfType<Ok<List<DayTotal>>>().Value!;
    }

    public async Task<MovementImportResponse> ImportAsync(string csv, BadLines badLines = BadLines.Reject) =>
        (await SendMovementsAsync(csv, badLines)).ShouldBeOfType<Ok<MovementImportResponse>>().Value!;

    public async Task<IReadOnlyList<BadLine>> ImportIsRejectedAsync(string csv)
    {
        var problem = (await SendMovementsAsync(csv, BadLines.Reject)).ShouldBeOfType<ProblemHttpResult>();
        problem.StatusCode.ShouldBe(StatusCodes.Status400BadRequest);
        return problem.ProblemDetails.Extensions["badLines"].ShouldBeAssignableTo<IReadOnlyList<BadLine>>()!;
    }

    public async Task<IResult> ImportHistoryAsync(params string[] lines)
    {
        await using var db = Db();
        var answer = await new HistoryImport(db, database).ImportAsync(
            Ports[Port],
            Utf8(string.Join('\n', ["year,month,vehicles,new_energy,source", .. lines])),
            CancellationToken.None
        );
        return answer.Result;
    }

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        store.Dispose();
        await ValueTask.CompletedTask;
    }

    private async Task<IResult> SendMovementsAsync(string csv, BadLines badLines)
    {
        await using var db = Db();
        var now = Time.GetUtcNow();
        var import = new MovementImport(db, database, new Act(Caller.Named("admin"), now, now, CorrelationId: null));
        return (await import.ImportAsync(Ports[Port], badLines, Utf8(csv), CancellationToken.None)).Result;
    }

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));
}

/// <summary>Events as the three services write them.</summary>
internal static class PortEvents
{
    public static VehiclePreRegistered Announced(Guid movement, string vin, DateTimeOffset at) =>
        new()
        {
            Header = Header(movement, 1, at),
            Entry = new EntryState
            {
                Status = EntryStatus.PreRegistered,
                Vehicle = VehicleOf(vin),
                PreRegisteredAt = at,
            },
        };

    public static VehicleArrived Arrived(
        Guid movement,
        string vin,
        DateTimeOffset at,
        string brand = "BYD",
        Propulsion propulsion = Propulsion.BatteryElectric
    ) =>
        new()
        {
            Header = Header(movement, 2, at),
            Entry = new EntryState
            {
                Status = EntryStatus.Arrived,
                Vehicle = VehicleOf(vin) with { Brand = brand, Propulsion = propulsion },
                ArrivedAt = at,
            },
        };

    public static InspectionCompleted Inspected(Guid movement, int version, DateTimeOffset at, int findings) =>
        new()
        {
            Header = Header(movement, version, at),
            Inspection = new InspectionState
            {
                Assignments = 1,
                Channel = Channel.Red,
                SelectedBy = SelectedBy.Random,
                Ground = "random",
                Status = InspectionStatus.Released,
                AssignedAt = at,
                CompletedAt = at,
                ReleasedAt = at,
                Inspections = 1,
                Findings = findings,
            },
        };

    public static ClearanceGranted Granted(Guid movement, int version, DateTimeOffset at) =>
        new()
        {
            Header = Header(movement, version, at),
            Clearance = new ClearanceState { Status = ClearanceStatus.Granted, GrantedAt = at },
        };

    public static VehicleDeparted Departed(
        Guid movement,
        int version,
        DateTimeOffset grantedAt,
        DateTimeOffset departedAt
    ) =>
        new()
        {
            Header = Header(movement, version, departedAt),
            Clearance = new ClearanceState
            {
                Status = ClearanceStatus.Departed,
                GrantedAt = grantedAt,
                DepartedAt = departedAt,
            },
        };

    private static Vehicle VehicleOf(string vin) =>
        new()
        {
            Vin = vin,
            Brand = "BYD",
            Model = "Seal",
            Category = VehicleCategory.Car,
            Propulsion = Propulsion.BatteryElectric,
            Form = ShipmentForm.Complete,
            HsCode = "870380",
            Destination = "KZ",
            DeclarationNumber = "940820240000000001",
            Operator = "91110000600037341L",
        };

    private static EventHeader Header(Guid movement, int version, DateTimeOffset at) =>
        new()
        {
            EventId = Guid.CreateVersion7(at),
            Port = ThroughputFixture.Port,
            MovementId = movement,
            Version = version,
            OccurredAt = at,
            RecordedAt = at,
            Actor = "test",
        };
}
