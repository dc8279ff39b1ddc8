using Hangfire;
using Hangfire.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Totals;

namespace PortTracker.Throughput.Aggregation;

/// <summary><c>GET</c> and <c>POST /api/throughput/aggregations</c>, and the pending days.</summary>
internal static class AggregationEndpoints
{
    private const int Shown = 100;

    public static async Task<Ok<List<AggregationRun>>> ListAsync(
        ThroughputDb db,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await db
                .AggregationRuns.OrderByDescending(run => run.Id)
                .Take(Shown)
                .Select(run => new AggregationRun(run.StartedAt, run.Milliseconds, run.Days, run.Changed)
                {
                    By = run.By,
                    Port = run.Port,
                    From = run.From,
                    To = run.To,
                })
                .ToListAsync(cancellationToken)
        );

    public static async Task<Results<Ok<AggregationRun>, ProblemHttpResult>> RunAsync(
        AggregationRequest? request,
        DailyAggregation aggregation,
        PortCatalog ports,
        CurrentCaller current,
        CancellationToken cancellationToken
    )
    {
        if (request is null or { Port: null, From: null, To: null })
        {
            return TypedResults.Ok(await aggregation.RunAsync(current.Caller.Name, recount: null, cancellationToken));
        }

        if (request.Port is null)
        {
            return ProblemResults.Invalid("port", "Add the port.");
        }

        if (!ports.TryGetFromRequest(request.Port, out var port, out var unknownPort))
        {
            return unknownPort;
        }

        return request switch
        {
            { From: null } => ProblemResults.Invalid("from", "Add the first day."),
            { To: null } => ProblemResults.Invalid("to", "Add the last day."),
            { From: { } from, To: { } to } when DateRange.FindError(from, to) is { } error => ProblemResults.Invalid(
                "to",
                error
            ),
            _ => TypedResults.Ok(
                await aggregation.RunAsync(
                    current.Caller.Name,
                    new RecountRequest(port, request.From.Value, request.To.Value),
                    cancellationToken
                )
            ),
        };
    }

    public static async Task<Ok<PendingAggregation>> PendingAsync(
        ThroughputDb db,
        PortCatalog ports,
        JobStorage storage,
        CancellationToken cancellationToken
    )
    {
        var dirty = await db
            .DirtyDays.OrderBy(day => day.Date)
            .Select(day => new { day.Port, day.Date })
            .ToListAsync(cancellationToken);
        var open = await db
            .DailyTotals.Where(total => !total.Closed)
            .GroupBy(total => total.Port)
            .Select(days => new { Port = days.Key, Days = days.Count() })
            .ToDictionaryAsync(port => port.Port, port => port.Days, cancellationToken);
        var byPort = dirty.ToLookup(day => day.Port, day => day.Date, StringComparer.Ordinal);
        return TypedResults.Ok(
            new PendingAggregation
            {
                NextRunAt = NextRunAt(storage),
                Ports =
                [
                    .. ports.All.Select(port => new PendingDays(
                        port.Code,
                        byPort[port.Code].Count(),
                        [.. byPort[port.Code].Take(Shown)],
                        open.GetValueOrDefault(port.Code)
                    )),
                ],
            }
        );
    }

    private static DateTimeOffset? NextRunAt(JobStorage storage)
    {
        using var connection = storage.GetConnection();
        return connection.GetRecurringJobs([AggregationSchedule.Job]) is [{ NextExecution: { } next }]
            ? new DateTimeOffset(DateTime.SpecifyKind(next, DateTimeKind.Utc))
            : null;
    }
}
