using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Totals;

/// <summary><c>GET /api/throughput/days</c>.</summary>
internal static class DayTotalsEndpoint
{
    public static async Task<Results<Ok<List<DayTotal>>, ProblemHttpResult>> HandleAsync(
        string port,
        DateOnly from,
        DateOnly to,
        ThroughputDb db,
        PortCatalog ports,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGetFromRequest(port, out var known, out var unknownPort))
        {
            return unknownPort;
        }

        if (DateRange.FindError(from, to) is { } error)
        {
            return ProblemResults.Invalid(nameof(to), error);
        }

        return TypedResults.Ok(
            await db
                .DailyTotals.Where(total => total.Port == known.Code && total.Date >= from && total.Date <= to)
                .OrderBy(total => total.Date)
                .Select(total => new DayTotal(
                    total.Date,
                    total.Vehicles,
                    total.Closed,
                    db.DirtyDays.Any(dirty => dirty.Port == total.Port && dirty.Date == total.Date),
                    total.Revision,
                    total.CountedAt
                ))
                .ToListAsync(cancellationToken)
        );
    }
}
