using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary><c>GET /api/throughput/days</c>.</summary>
internal static class DayTotals
{
    public const int MostDays = 3_700;

    public static async Task<Results<Ok<List<DayTotal>>, ProblemHttpResult>> HandleAsync(
        string port,
        DateOnly from,
        DateOnly to,
        ThroughputDb db,
        PortCatalog ports,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGet(port, out var known))
        {
            return Problems.NotFound(ports.UnknownPort(port));
        }

        if (to < from)
        {
            return Problems.Invalid(nameof(to), "The last day must not be before the first (from).");
        }

        if (to.DayNumber - from.DayNumber >= MostDays)
        {
            return Problems.Invalid(nameof(to), $"At most {MostDays} days at once.");
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
