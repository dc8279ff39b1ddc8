using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.Storage.SqlServer;
using PortTracker.Tests.Throughput;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.SqlServer;

/// <summary>Every query of a recorded day and every write is checked as SQL Server would receive it.</summary>
[Collection(nameof(RecordedDay))]
public sealed class StatementTests(RecordedDay day, ITestOutputHelper output)
{
    [Fact]
    public void The_recorded_day_calls_every_route()
    {
        day.Routes.Count.ShouldBeGreaterThan(70);
        day.Routes.Except(day.Called, StringComparer.Ordinal)
            .ShouldBeEmpty("call them in CoverageDay, so that their queries are looked at too");
    }

    [Fact]
    public void Every_recorded_query_is_valid_on_SQL_Server()
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
    public void The_check_finds_a_query_that_is_invalid_on_SQL_Server()
    {
        using var db = (EntryDb)Contexts.All[0].ForSqlServer();
        var query = db.Movements.Where(m => m.Vin.Normalize() == "x").Expression;
        Should.Throw<InvalidOperationException>(() => Statements.OfQuery(Contexts.All[0], query).ToList());
    }

    [Fact]
    public void Every_write_is_valid_on_SQL_Server() =>
        Check(Contexts.All.SelectMany(Statements.OfWrites), atLeast: 200);

    [Fact]
    public void Every_SQL_Server_only_statement_is_valid()
    {
        var last = Guid.CreateVersion7();
        var orders = (Guid?[])[null, last];
        Check(
            [
                .. Contexts.All.SelectMany(context =>
                    Enum.GetValues<LockMode>()
                        .Select(turn =>
                            Statements.Of(
                                context,
                                db =>
                                    db.Database.AcquireServiceLockAsync(context.Service, turn, CancellationToken.None)
                                        .GetAwaiter()
                                        .GetResult()
                            )
                        )
                ),
                .. Contexts.All.SelectMany(context =>
                    ((int[])[1, SqlServerDialect.Instance.RowsPerInsert]).SelectMany(rows => Inserts(context, rows))
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
    public void Movement_keys_sort_by_time()
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
        UuidTime.MillisecondsOf(Guid.CreateVersion7(at)).ShouldBe(at.ToUnixTimeMilliseconds());
    }

    /// <summary>Inserts that bypass change tracking.</summary>
    private static IEnumerable<Statement> Inserts(Context context, int rows)
    {
        if (ServiceNames.Sources.Contains(context.Service))
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
            insert.SetValues(Enumerable.Range(1, rows).Select(values));
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
