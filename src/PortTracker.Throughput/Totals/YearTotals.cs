using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Throughput;

/// <summary><c>GET /api/throughput/years</c>.</summary>
internal static class YearTotals
{
    public static async Task<Results<Ok<List<PeriodTotal>>, ProblemHttpResult>> HandleAsync(
        string port,
        ThroughputDb db,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGet(port, out var known))
        {
            return Problems.NotFound(ports.UnknownPort(port));
        }

        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var today = known.BusinessDate(time.GetUtcNow());
        var figures = await db.FiguresAsync(known, Totals.FirstYear, Totals.LastYear, today, cancellationToken);
        return TypedResults.Ok(figures.YearTotals().ToList());
    }
}
