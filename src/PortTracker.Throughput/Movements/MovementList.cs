using System.ComponentModel;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary><c>GET /api/throughput/movements</c>: the movements that a figure is made of.</summary>
internal sealed class MovementList(ThroughputDb db, PortCatalog ports, TimeProvider time)
{
    public static async Task<Results<Ok<ExportedMovements>, ProblemHttpResult>> HandleAsync(
        [AsParameters] MovementQuery query,
        [Description("The page before's 'next'")] MovementPosition? after,
        [Description("Items a page, at most 5,000")] int? limit,
        ThroughputDb db,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (Refuse(query, ports) is { } problem)
        {
            return problem;
        }

        return TypedResults.Ok(
            await new MovementList(db, ports, time).PageAsync(query, after, limit, cancellationToken)
        );
    }

    /// <summary>Why this cannot be answered; null when it can.</summary>
    public static ProblemHttpResult? Refuse(MovementQuery query, PortCatalog ports) =>
        !ports.TryGet(query.Port, out _) ? Problems.NotFound(ports.UnknownPort(query.Port))
        : query.Errors() is { Any: true } errors ? errors.ToProblem()
        : null;

    public async Task<ExportedMovements> PageAsync(
        MovementQuery query,
        MovementPosition? after,
        int? limit,
        CancellationToken cancellationToken
    )
    {
        var port = ports[query.Port];
        // What adds up is of one moment; the pages after it need no more than their order.
        await using var snapshot = after is null ? await db.BeginSnapshotAsync(cancellationToken) : null;
        var figures = await FiguresAsync(query, port, cancellationToken);
        var chosen = Chosen(query, port, figures);
        var page = await PageAsync(chosen, after, limit, cancellationToken);
        return new ExportedMovements
        {
            Items = page.Items,
            Next = page.Next,
            Sum = after is null ? await SumAsync(query, port, figures, chosen, cancellationToken) : null,
        };
    }

    /// <summary>Every movement, a page's worth at a time, so that neither memory nor the database holds all of them.</summary>
    public async IAsyncEnumerable<ExportedMovement> AllAsync(
        MovementQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var port = ports[query.Port];
        var chosen = Chosen(query, port, await FiguresAsync(query, port, cancellationToken));
        MovementPosition? after = null;
        do
        {
            var page = await PageAsync(chosen, after, Limits.Page, cancellationToken);
            foreach (var movement in page.Items)
            {
                yield return movement;
            }

            after = page.Next is { } next ? MovementPosition.Parse(next, provider: null) : null;
        } while (after is not null);
    }

    private async Task<Figures?> FiguresAsync(MovementQuery query, Port port, CancellationToken cancellationToken) =>
        query.IsYearOrMonth
            ? await db.FiguresAsync(port, query.Year!.Value, port.BusinessDate(time.GetUtcNow()), cancellationToken)
            : null;

    private static async Task<Page<ExportedMovement>> PageAsync(
        IQueryable<MovementFact> chosen,
        MovementPosition? after,
        int? limit,
        CancellationToken cancellationToken
    )
    {
        var page = await chosen
            .InOrder(after)
            .Select(fact => new ExportedMovement
            {
                MovementId = fact.MovementId,
                DepartedOn = fact.DepartedOn!.Value,
                Vin = fact.Vin,
                Brand = fact.Brand,
                Model = fact.Model,
                Category = fact.Category,
                Propulsion = fact.Propulsion,
                Form = fact.Form,
                Destination = fact.Destination,
                DeclarationNumber = fact.DeclarationNumber,
                Channel = fact.Channel,
                Inspections = fact.Inspections,
                Findings = fact.Findings,
                ArrivedAt = fact.ArrivedAt,
                ClearedAt = fact.GrantedAt,
                DepartedAt = fact.DepartedAt,
            })
            .ToPageAsync(limit, PositionOf, cancellationToken);
        return page with { Items = [.. page.Items.Select(WithReleaseTime)] };
    }

    private IQueryable<MovementFact> Chosen(MovementQuery query, Port port, Figures? figures)
    {
        var facts = OfKeys(query, db.Facts.AsNoTracking().In(port.Code, query.Period));
        return figures is null
            ? facts
            : facts.InMonths(query.Period, figures.MonthsFromRecords(query.Year!.Value, query.Month));
    }

    private static IQueryable<MovementFact> OfKeys(MovementQuery query, IQueryable<MovementFact> facts)
    {
        var ofKeys = query.Keys.Aggregate(facts, (chosen, one) => chosen.Of(one.Dimension, one.Key));
        return query.NewEnergy is true ? ofKeys.OfNewEnergy() : ofKeys;
    }

    private async Task<MovementSum> SumAsync(
        MovementQuery query,
        Port port,
        Figures? figures,
        IQueryable<MovementFact> chosen,
        CancellationToken cancellationToken
    )
    {
        var vehicles = await chosen.LongCountAsync(cancellationToken);
        var counted = await CountedAsync(query, port, figures, cancellationToken);
        // A breakdown has no official figures, so those have no part in the line of one either.
        var total = query.Keys is []
            ? figures?.OfficialPart(query.Year!.Value, query.Month, query.NewEnergy is true)
            : 0;
        var official = figures is null ? 0 : total;
        var months = figures?.MonthsFromRecords(query.Year!.Value, query.Month).Count;
        var inPeriod =
            months is null || months == (query.Month is null ? 12 : 1)
                ? vehicles
                : await OfKeys(query, db.Facts.In(port.Code, query.Period)).LongCountAsync(cancellationToken);
        return new MovementSum
        {
            Vehicles = vehicles,
            Figure = counted + official,
            Official = official ?? 0,
            WithinOfficial = inPeriod - vehicles,
            NotCountedYet = counted is { } known ? vehicles - known : 0,
        };
    }

    /// <summary>How many of them the job has counted; null where it keeps no such count.</summary>
    private async Task<long?> CountedAsync(
        MovementQuery query,
        Port port,
        Figures? figures,
        CancellationToken cancellationToken
    )
    {
        if (query.Keys.Count + (query.NewEnergy is true ? 1 : 0) > 1)
        {
            return null;
        }

        var period = query.Period;
        var months = figures?.MonthsFromRecords(query.Year!.Value, query.Month).ToArray();
        if (query.Keys is [var (dimension, key)])
        {
            var lines = db.DailyBreakdowns.Where(line =>
                line.Port == port.Code && line.Date >= period.From && line.Date <= period.To
            );
            if (months is not null)
            {
                lines = lines.Where(line => EF.Parameter(months).Contains(line.Date.Month));
            }

            var of = dimension is Dimension.Region ? Dimension.Destination : dimension;
            lines = lines.Where(line => line.Dimension == of);
            if (dimension is not Dimension.Region)
            {
                return await lines.Where(line => line.Key == key).SumAsync(line => line.Vehicles, cancellationToken);
            }

            var destinations = await lines
                .GroupBy(line => line.Key)
                .Select(group => new { Country = group.Key, Vehicles = group.Sum(line => line.Vehicles) })
                .ToListAsync(cancellationToken);
            return destinations.Where(one => FigureQueries.RegionOf(one.Country) == key).Sum(one => one.Vehicles);
        }

        var days = db.DailyTotals.Where(day =>
            day.Port == port.Code && day.Date >= period.From && day.Date <= period.To
        );
        if (months is not null)
        {
            days = days.Where(day => EF.Parameter(months).Contains(day.Date.Month));
        }

        return query.NewEnergy is true
            ? await days.SumAsync(day => day.NewEnergy, cancellationToken)
            : await days.SumAsync(day => day.Vehicles, cancellationToken);
    }

    private static string PositionOf(ExportedMovement movement) =>
        new MovementPosition(movement.DepartedOn, movement.Vin, movement.MovementId).ToString();

    private static ExportedMovement WithReleaseTime(ExportedMovement movement) =>
        movement with
        {
            ReleaseSeconds = (movement.ClearedAt - movement.ArrivedAt)?.TotalSeconds,
        };
}
