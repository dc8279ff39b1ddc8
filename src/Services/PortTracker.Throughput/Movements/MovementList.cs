using System.ComponentModel;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Paging;
using PortTracker.ServiceHosting.Problems;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Totals;

namespace PortTracker.Throughput.Movements;

/// <summary><c>GET /api/throughput/movements</c>: the movements behind a figure.</summary>
internal sealed class MovementList(ThroughputDb db, PortCatalog ports, TimeProvider time)
{
    public static async Task<Results<Ok<ExportedMovements>, ProblemHttpResult>> HandleAsync(
        [AsParameters] MovementQuery query,
        [Description("'next' of the previous page")] MovementPosition? after,
        [Description("Items per page, at most 5,000")] int? limit,
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

    /// <summary>Why the query is refused; null if it is valid.</summary>
    public static ProblemHttpResult? Refuse(MovementQuery query, PortCatalog ports) =>
        !ports.TryGetFromRequest(query.Port, out _, out var unknownPort) ? unknownPort
        : MovementQueryRules.Check(query) is { Any: true } errors ? errors.ToProblem()
        : null;

    public async Task<ExportedMovements> PageAsync(
        MovementQuery query,
        MovementPosition? after,
        int? limit,
        CancellationToken cancellationToken
    )
    {
        var port = ports[query.Port];
        // The sum needs a consistent snapshot. Later pages need only their order.
        await using var snapshot = after is null ? await db.BeginSnapshotAsync(cancellationToken) : null;
        var figures = await FiguresAsync(query, port, cancellationToken);
        var chosen = Chosen(query, port, figures);
        var page = await PageAsync(chosen, after, limit, cancellationToken);
        return new ExportedMovements
        {
            Items = page.Items,
            Next = page.Next,
            Sum = after is null ? await db.SumAsync(query, port, figures, chosen, cancellationToken) : null,
        };
    }

    /// <summary>All movements, read page by page, so that neither memory nor the database holds all of them.</summary>
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

    private async Task<PeriodFigures?> FiguresAsync(
        MovementQuery query,
        Port port,
        CancellationToken cancellationToken
    ) =>
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

    private IQueryable<MovementFact> Chosen(MovementQuery query, Port port, PeriodFigures? figures)
    {
        var facts = db.Facts.AsNoTracking().In(port.Code, query.Period).OfKeys(query);
        return figures is null
            ? facts
            : facts.InMonths(query.Period, figures.MonthsFromRecords(query.Year!.Value, query.Month));
    }

    private static string PositionOf(ExportedMovement movement) =>
        new MovementPosition(movement.DepartedOn, movement.Vin, movement.MovementId).ToString();

    private static ExportedMovement WithReleaseTime(ExportedMovement movement) =>
        movement with
        {
            ReleaseSeconds = (movement.ClearedAt - movement.ArrivedAt)?.TotalSeconds,
        };
}
