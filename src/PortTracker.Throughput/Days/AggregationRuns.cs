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
}

/// <summary><c>GET</c> and <c>POST /api/throughput/aggregations</c>.</summary>
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
                .Select(run => new AggregationRun(run.StartedAt, run.Milliseconds, run.Days, run.Changed))
                .ToListAsync(cancellationToken)
        );

    public static async Task<Ok<AggregationRun>> RunAsync(
        DailyAggregation aggregation,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await aggregation.RunAsync(cancellationToken));
}
