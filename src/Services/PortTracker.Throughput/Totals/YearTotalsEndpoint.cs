using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Totals;

/// <summary><c>GET /api/throughput/years</c>.</summary>
internal static class YearTotalsEndpoint
{
    public static async Task<Results<Ok<List<PeriodTotal>>, ProblemHttpResult>> HandleAsync(
        string port,
        ThroughputDb db,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGetFromRequest(port, out var known, out var unknownPort))
        {
            return unknownPort;
        }

        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var today = known.BusinessDate(time.GetUtcNow());
        var figures = await db.FiguresAsync(
            known,
            TotalsEndpoint.FirstYear,
            TotalsEndpoint.LastYear,
            today,
            cancellationToken
        );
        return TypedResults.Ok(new PeriodTotalBuilder(figures).Years().ToList());
    }
}
