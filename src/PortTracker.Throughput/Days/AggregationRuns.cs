using Hangfire;
using Hangfire.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary>A run of the aggregation that came to its end.</summary>
internal sealed class CompletedRun
{
    public long Id { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required long Milliseconds { get; init; }
    public required int Days { get; init; }
    public required int Changed { get; init; }

    /// <summary>Who had it run; null for the schedule.</summary>
    public string? By { get; init; }

    /// <summary>What was to be counted again; null when nothing was asked for.</summary>
    public string? Port { get; init; }

    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
}

/// <summary>Days of a port that somebody wants counted again.</summary>
internal sealed record Recount(Port Port, DateOnly From, DateOnly To);

/// <summary><c>GET</c> and <c>POST /api/throughput/aggregations</c>, and what waits for the next.</summary>
internal static class AggregationRuns
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
            return Problems.Invalid("port", "Give the port, too.");
        }

        if (!ports.TryGet(request.Port, out var port))
        {
            return Problems.NotFound(ports.UnknownPort(request.Port));
        }

        return request switch
        {
            { From: null } => Problems.Invalid("from", "Give the first day, too."),
            { To: null } => Problems.Invalid("to", "Give the last day, too."),
            { From: { } from, To: { } to } when to < from => Problems.Invalid(
                "to",
                "The last day must not be before the first (from)."
            ),
            { From: { } from, To: { } to } when to.DayNumber - from.DayNumber >= DayTotals.MostDays => Problems.Invalid(
                "to",
                $"At most {DayTotals.MostDays} days at once."
            ),
            _ => TypedResults.Ok(
                await aggregation.RunAsync(
                    current.Caller.Name,
                    new Recount(port, request.From.Value, request.To.Value),
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
