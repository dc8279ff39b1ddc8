using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;
using PortTracker.Tests.Persistence;
using PortTracker.Throughput.Aggregation;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Facts;
using PortTracker.Throughput.Imports;
using PortTracker.Throughput.Totals;

namespace PortTracker.Tests.Throughput;

/// <summary>The throughput service of the port of Khorgos on a transaction and a clock of its own.</summary>
internal sealed class ThroughputFixture : IAsyncDisposable
{
    public const string Port = "KHORGOS";

    private readonly TestDatabase store = new();
    private readonly ServiceTransaction<ThroughputDb> transaction;
    private readonly DbContextOptions<ThroughputDb> options;
    private readonly Dictionary<string, Guid> movements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> clearanceVersions = new(StringComparer.Ordinal);

    public ThroughputFixture(string now)
    {
        Time = new FakeTimeProvider(At(now));
        transaction = TestTransaction.Of<ThroughputDb>(ServiceNames.Throughput, Time);
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
        return await new DailyAggregation(db, transaction, Ports, Time).RunAsync(
            by,
            new RecountRequest(Ports[Port], Day(from), Day(to)),
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
        await transaction.RunAsync(
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
        return await new DailyAggregation(db, transaction, Ports, Time).RunAsync(CancellationToken.None);
    }

    public async Task<TotalsResponse> TotalsAsync(int year, int? month = null)
    {
        await using var db = Db();
        return await new TotalsEndpoint(db, Time).OfAsync(Ports[Port], year, month, CancellationToken.None);
    }

    public async Task<DayTotal> DayAsync(string date) =>
        (await DaysAsync(date, date)).ShouldHaveSingleItem($"{date} was not counted");

    public async Task<List<DayTotal>> DaysAsync(string from, string to)
    {
        await using var db = Db();
        var answer = await DayTotalsEndpoint.HandleAsync(Port, Day(from), Day(to), db, Ports, CancellationToken.None);
        return answer.Result.ShouldBeOfType<Ok<List<DayTotal>>>().Value!;
    }

    public Task<MovementImportResponse> ImportAsync(string csv, BadLineHandling badLines = BadLineHandling.Reject) =>
        ImportAsync(Encoding.UTF8.GetBytes(csv), badLines);

    public async Task<MovementImportResponse> ImportAsync(
        byte[] csv,
        BadLineHandling badLines = BadLineHandling.Reject
    ) => (await SendMovementsAsync(csv, badLines)).ShouldBeOfType<Ok<MovementImportResponse>>().Value!;

    public async Task<IReadOnlyList<LineError>> ImportIsRejectedAsync(string csv)
    {
        var problem = (
            await SendMovementsAsync(Encoding.UTF8.GetBytes(csv), BadLineHandling.Reject)
        ).ShouldBeOfType<ProblemHttpResult>();
        problem.StatusCode.ShouldBe(StatusCodes.Status400BadRequest);
        return problem.ProblemDetails.Extensions["badLines"].ShouldBeAssignableTo<IReadOnlyList<LineError>>()!;
    }

    public Task<IResult> ImportOfficialTotalsAsync(params string[] lines) =>
        ImportOfficialTotalsAsync(
            Encoding.UTF8.GetBytes(string.Join('\n', ["year,month,vehicles,new_energy,source", .. lines]))
        );

    public async Task<IResult> ImportOfficialTotalsAsync(byte[] csv)
    {
        await using var db = Db();
        var answer = await new ImportOfficialTotals(db, transaction, Time).ImportAsync(
            Ports[Port],
            new MemoryStream(csv),
            declared: null,
            CancellationToken.None
        );
        return answer.Result;
    }

    public async ValueTask DisposeAsync()
    {
        transaction.Dispose();
        store.Dispose();
        await ValueTask.CompletedTask;
    }

    private async Task<IResult> SendMovementsAsync(byte[] csv, BadLineHandling badLines)
    {
        await using var db = Db();
        var now = Time.GetUtcNow();
        var import = new ImportMovements(
            db,
            transaction,
            new ActionContext(Caller.Named("admin"), now, now, CorrelationId: null)
        );
        return (
            await import.ImportAsync(
                Ports[Port],
                badLines,
                new MemoryStream(csv),
                declared: null,
                CancellationToken.None
            )
        ).Result;
    }
}
