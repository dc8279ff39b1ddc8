using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PortTracker.Contracts.Throughput;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Movements;

namespace PortTracker.Tests.Throughput;

internal static class DrillDownSteps
{
    public static MovementQuery With(this MovementQuery query, Dimension dimension, string key) =>
        dimension switch
        {
            Dimension.Brand => query with { Brand = key },
            Dimension.Destination => query with { Destination = key },
            Dimension.Region => query with { Region = key },
            Dimension.Propulsion => query with { Propulsion = key },
            Dimension.Category => query with { Category = key },
            Dimension.Form => query with { Form = key },
            Dimension.Channel => query with { Channel = key },
            Dimension.Hour => query with { Hour = key },
            _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
        };

    public static async Task<IResult> AskAsync(this ThroughputFixture port, MovementQuery query)
    {
        await using var db = port.Db();
        var answer = await MovementList.HandleAsync(
            query,
            after: null,
            limit: null,
            db,
            port.Ports,
            port.Time,
            CancellationToken.None
        );
        return answer.Result;
    }

    public static async Task<ExportedMovements> MovementsAsync(this ThroughputFixture port, MovementQuery query) =>
        (await port.AskAsync(query)).ShouldBeOfType<Ok<ExportedMovements>>().Value!;

    /// <summary>All pages, each read with a new context.</summary>
    public static async Task<List<ExportedMovement>> PagesAsync(
        this ThroughputFixture port,
        MovementQuery query,
        int limit
    )
    {
        List<ExportedMovement> all = [];
        MovementPosition? after = null;
        do
        {
            await using var db = port.Db();
            var page = await new MovementList(db, port.Ports, port.Time).PageAsync(
                query,
                after,
                limit,
                CancellationToken.None
            );
            (page.Sum is null).ShouldBe(after is not null, "only the first page adds up");
            all.AddRange(page.Items);
            after = page.Next is { } next ? MovementPosition.Parse(next, provider: null) : null;
        } while (after is not null);

        return all;
    }

    /// <summary>Checks that the listed vehicles and the official figure add up to the cell.</summary>
    public static async Task AddsUpAsync(this ThroughputFixture port, MovementQuery query, long cell)
    {
        var answer = await port.MovementsAsync(query);
        var sum = answer.Sum!;
        sum.ShouldSatisfyAllConditions(
            query.ToString(),
            () => sum.Figure.ShouldBe(cell),
            () => sum.NotCountedYet.ShouldBe(0),
            () => (sum.Vehicles + sum.Official).ShouldBe(cell),
            () => answer.Items.Count.ShouldBe((int)sum.Vehicles)
        );
    }

    public static async Task ForgetAsync(this ThroughputFixture port, int count)
    {
        await using var db = port.Db();
        var facts = await db.Facts.Where(fact => fact.Vin != null).OrderBy(fact => fact.Vin).Take(count).ToListAsync();
        facts.ForEach(fact => fact.Anonymise());
        await db.SaveChangesAsync();
    }

    public static async Task<int> StatementsOfAsync(this ThroughputFixture port, MovementQuery query)
    {
        var counter = new Counter();
        await using var db = port.Db(counter);
        await new MovementList(db, port.Ports, port.Time).PageAsync(query, null, 100, CancellationToken.None);
        return counter.Statements;
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public int Statements { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Statements++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
