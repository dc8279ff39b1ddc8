using Hangfire;
using Microsoft.Extensions.Hosting;

namespace PortTracker.Throughput;

/// <summary>Sets the schedule of the aggregation at each start, and has it run at once: there may be days to catch up.</summary>
internal sealed class AggregationSchedule(IRecurringJobManager recurring) : IHostedService
{
    private const string Job = "aggregate-throughput";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        recurring.AddOrUpdate<DailyAggregation>(
            Job,
            aggregation => aggregation.RunAsync(CancellationToken.None),
            "*/10 * * * *",
            new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc }
        );
        recurring.Trigger(Job);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
