using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceCore.Telemetry;

namespace PortTracker.ServiceCore.Inbox;

/// <summary>
/// Delivers events within one process by reading the journals of a consumer's sources. The position commits together with the
/// effects of the events, so no event is lost if the process fails, and a slow consumer does not delay the others. The position
/// replaces a bus: a queue in memory would need acknowledgements, timeouts and redelivery for the same guarantee.
/// </summary>
internal sealed class EventFeed<TDb, TConsumer>(
    IServiceProvider services,
    EventIntake<TDb, TConsumer> intake,
    ServiceName<TDb> name,
    IDatabaseDialect dialect,
    JournalSignals signals,
    SourceLiveness liveness,
    DatabaseOutage<TDb> outage
) : BackgroundService, IJournalSubscription
    where TDb : ServiceDbContext
    where TConsumer : class, IEventConsumer
{
    private const int BatchSize = 500;
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<string> sources = ServiceNames.SourcesOf(name.Value);
    private volatile IReadOnlyDictionary<string, long> positions = new Dictionary<string, long>(StringComparer.Ordinal);

    public long? PositionOf(string source) =>
        sources.Contains(source, StringComparer.Ordinal) ? positions.GetValueOrDefault(source) : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        liveness.Expect(sources);
        PortMetrics.ExpectEvents(name.Value, sources);
        var signal = signals.Listen(sources);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var batch = await ReadAsync(stoppingToken);
                if (batch.Count is 0)
                {
                    await signal.WaitAsync(SlowPoll, stoppingToken);
                    continue;
                }

                await intake.ApplyAsync(batch, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (dialect.IsTransient(e))
            {
                // The disk or the database failed, not the events. They wait in the journals.
                if (dialect.IsUnavailable(e))
                {
                    outage.Report(e);
                }

                await Task.Delay(SlowPoll, stoppingToken);
            }
        }
    }

    private async Task<List<JournalBatch>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        // Read the positions each time, because a replay sets them back.
        var committed = await scope
            .ServiceProvider.GetRequiredService<TDb>()
            .Inbox.AsNoTracking()
            .ToDictionaryAsync(row => row.Source, row => row.Position, StringComparer.Ordinal, cancellationToken);
        positions = committed;
        List<JournalBatch> batch = [];
        foreach (var source in sources)
        {
            var after = committed.GetValueOrDefault(source);
            var journal = services.GetRequiredKeyedService<IJournalReader>(source);
            var lines = await journal.ReadAsync(after, BatchSize, cancellationToken);
            liveness.MarkHeard(source);
            if (lines is [.., var last])
            {
                batch.Add(new JournalBatch(source, after, last.Sequence, lines));
            }
        }

        return batch;
    }
}
