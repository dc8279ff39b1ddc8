using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.Hosting;

namespace PortTracker.Throughput.Aggregation;

/// <summary>
/// Sets the schedule of the aggregation at each start, and runs it at once if it has never run. A stored schedule catches up by itself,
/// once for all instances.
/// </summary>
internal sealed class AggregationSchedule(IRecurringJobManager recurring, JobStorage storage) : IHostedService
{
    public const string Job = "aggregate-throughput";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        recurring.AddOrUpdate<DailyAggregation>(
            Job,
            aggregation => aggregation.RunAsync(CancellationToken.None),
            "*/10 * * * *",
            new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc }
        );
        using var connection = storage.GetConnection();
        if (connection.GetRecurringJobs([Job]) is [{ LastExecution: null }])
        {
            recurring.Trigger(Job);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
