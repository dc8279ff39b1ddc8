using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Tests.Throughput;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.SqlServer;

/// <summary>A day is played on the test host's own database, and every statement looked at as SQL Server would get it.</summary>
[Collection(nameof(RecordedDay))]
public sealed class StatementTests(RecordedDay day, ITestOutputHelper output)
{
    [Fact]
    public void The_day_calls_every_route()
    {
        day.Routes.Count.ShouldBeGreaterThan(70);
        day.Routes.Except(day.Called, StringComparer.Ordinal)
            .ShouldBeEmpty("call them in DayAtThePort, so that their queries are looked at too");
    }

    [Fact]
    public void Every_query_of_the_day_is_one_for_SQL_Server()
    {
        List<Statement> statements = [];
        List<string> untranslatable = [];
        foreach (var (type, query) in day.Queries)
        {
            var context = Contexts.All.Concat(Contexts.Views).Single(context => context.Type == type);
            try
            {
                statements.AddRange(Statements.OfQuery(context, query));
            }
            catch (InvalidOperationException e)
            {
                untranslatable.Add($"{context.Service}: {e.Message}");
            }
        }

        untranslatable.ShouldBeEmpty();
        Check(statements, atLeast: 200);
    }

    [Fact]
    public void A_query_that_is_none_for_SQL_Server_is_found()
    {
        using var db = (EntryDb)Contexts.All[0].ForSqlServer();
        var query = db.Movements.Where(m => m.Vin.Normalize() == "x").Expression;
        Should.Throw<InvalidOperationException>(() => Statements.OfQuery(Contexts.All[0], query).ToList());
    }

    [Fact]
    public void Every_write_is_one_for_SQL_Server() =>
        Check(Contexts.All.SelectMany(Statements.OfWrites), atLeast: 200);

    [Fact]
    public void What_only_SQL_Server_is_told_is_for_it_too()
    {
        var last = Guid.CreateVersion7();
        var orders = (Guid?[])[null, last];
        Check(
            [
                .. Contexts.All.SelectMany(context =>
                    Enum.GetValues<Turn>()
                        .Select(turn =>
                            Statements.Of(
                                context,
                                db =>
                                    db.Database.TakeTurnAsync(context.Service, turn, CancellationToken.None)
                                        .GetAwaiter()
                                        .GetResult()
                            )
                        )
                ),
                .. Contexts.All.SelectMany(context =>
                    ((int[])[1, RowInsert.RowsAStatement]).SelectMany(rows => Inserts(context, rows))
                ),
                .. orders.Select(after =>
                    Statements.Of(
                        Contexts.All[0],
                        db => ((EntryDb)db).Movements.OldestFirst((EntryDb)db, m => m.Id, after).Take(10).ToList()
                    )
                ),
            ],
            atLeast: 35
        );
    }

    [Fact]
    public void Movements_are_listed_oldest_first_and_come_into_the_table_with_their_time()
    {
        var insert = Statements.OfWrites(Contexts.All[0]).Select(statement => statement.Sql);
        insert.ShouldContain(sql => sql.Contains("INSERT INTO [entry].[movements]") && sql.Contains("[BeganAt]"));
        Statements
            .Of(
                Contexts.All[0],
                db => ((EntryDb)db).Movements.OldestFirst((EntryDb)db, m => m.Id, after: null).ToList()
            )
            .Sql.ShouldEndWith("ORDER BY [m].[BeganAt], [m].[Id]");
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_778_000_000_123);
        SqlServerTables.TimeOf(Guid.CreateVersion7(at)).ShouldBe(at.ToUnixTimeMilliseconds());
    }

    /// <summary>The statements that insert rows past change tracking.</summary>
    private static IEnumerable<Statement> Inserts(Context context, int rows)
    {
        if (ServiceNames.All.Contains(context.Service))
        {
            yield return Insert<JournalEntry>(
                JournalEntry.Columns,
                i => JournalEntry.Values(PortEvents.Granted(Guid.CreateVersion7(), i, DateTimeOffset.UnixEpoch))
            );
        }

        yield return Insert<AuditRow>(
            AuditRow.Columns,
            i =>
                [
                    (long)i,
                    (long)i,
                    "actor",
                    "action",
                    i is 1 ? null : "subject",
                    null,
                    new byte[32],
                    new byte[32],
                    new byte[32],
                ]
        );
        yield return Insert<AuditRowDetails>(
            AuditRowDetails.Columns,
            i => [(long)i, new byte[16], Array.Empty<byte>()]
        );

        Statement Insert<T>(IReadOnlyList<string> columns, Func<int, object?[]> values)
            where T : class
        {
            using var db = context.ForSqlServer();
            using var insert = db.InsertOf<T>(columns, rows);
            insert.Give(Enumerable.Range(1, rows).Select(values));
            return Statement.Of(context.Service, insert);
        }
    }

    private void Check(IEnumerable<Statement> given, int atLeast)
    {
        var statements = given.Distinct().ToList();
        using var schema = new Schema();
        var forbidden = new ForbiddenConstructs();
        statements.ForEach(schema.Add);
        schema.Scripts.ForEach(script => script.Accept(forbidden));

        schema.Problems().ShouldBeEmpty();
        forbidden.Found.ShouldBeEmpty();
        foreach (var service in Contexts.All.Select(context => context.Service))
        {
            var count = statements.Count(statement => statement.Service == service);
            count.ShouldBePositive(service);
            output.WriteLine($"{service}: {count} statements");
        }

        output.WriteLine($"{statements.Count} statements in all");
        statements.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
    }
}

[CollectionDefinition(nameof(RecordedDay))]
public sealed class RecordedDays : ICollectionFixture<RecordedDay>;

/// <summary>A day, with every query and every route that was called in it, and what is on the audit trails after it.</summary>
public sealed class RecordedDay : IAsyncLifetime
{
    private readonly QueryRecorder queries = new();
    private readonly RouteRecorder routes = new();
    private readonly PortHost port;

    // On files: what is to be checked is what comes of the code, and the code is the same.
    public RecordedDay() =>
        port = new PortHost
        {
            Database = TestDatabase.OnFiles(),
            With = services => services.AddSingleton<IInterceptor>(queries).AddSingleton<IStartupFilter>(routes),
        };

    private const string AppendOnly = """
        CREATE TRIGGER no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit trail was changed.'); END;
        CREATE TRIGGER no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit trail was cut.'); END;
        """;

    internal IEnumerable<(Type Context, System.Linq.Expressions.Expression Query)> Queries => queries.Queries;

    internal IEnumerable<string> Called => routes.Called;

    internal IReadOnlyList<string> Routes { get; private set; } = [];

    internal IReadOnlyList<AuditEntry> Trail { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await port.InitializeAsync();
        foreach (var service in ServiceNames.WithTrail)
        {
            // Whoever would change the trail ends the day.
            SqliteFile.Execute(port.Database.FileOf(service), AppendOnly);
        }

        await DayAtThePort.PlayAsync(port);
        Trail =
        [
            .. (await Task.WhenAll(ServiceNames.WithTrail.Select(service => port.AuditAsync(service)))).SelectMany(t =>
                t
            ),
        ];
        Routes = [.. RouteRecorder.NamesOf(port.Services.GetRequiredService<EndpointDataSource>())];
    }

    public ValueTask DisposeAsync() => port.DisposeAsync();
}
