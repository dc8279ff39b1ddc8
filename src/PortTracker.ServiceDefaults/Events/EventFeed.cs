using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>How far a reader in this process is with a journal.</summary>
internal interface ISubscription
{
    long? PositionOf(string source);
}

/// <summary>
/// Delivers events within one process: reads the journals of the services that a consumer listens to, from the position that
/// was committed together with what came of the events before. Nothing is delivered before its consumer has committed, so
/// nothing is lost with the process, and a slow consumer holds up no other. That is why the embedded form has no bus: a queue
/// in memory would need receipts, time-outs and redelivery to say what this position says.
/// </summary>
internal sealed partial class EventFeed<TDb, TConsumer>(
    IServiceProvider services,
    EventIntake<TDb, TConsumer> intake,
    ServiceName<TDb> name,
    Doorbells doorbells,
    Freshness freshness,
    ILogger<EventFeed<TDb, TConsumer>> logger
) : BackgroundService, ISubscription
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
        freshness.Expect(sources);
        var doorbell = doorbells.Listen(sources);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var batch = await ReadAsync(stoppingToken);
                if (batch.Count is 0)
                {
                    await doorbell.WaitAsync(SlowPoll, stoppingToken);
                    continue;
                }

                await intake.TakeInAsync(batch, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (StoreErrors.IsOfTheStore(e))
            {
                // The disk or the database, not the events: they wait.
                LogUnavailable(e, name.Value);
                await Task.Delay(SlowPoll, stoppingToken);
            }
        }
    }

    private async Task<List<Segment>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        // Asked each time: a replay goes back.
        var taken = await scope
            .ServiceProvider.GetRequiredService<TDb>()
            .Inbox.AsNoTracking()
            .ToDictionaryAsync(row => row.Source, row => row.Position, StringComparer.Ordinal, cancellationToken);
        positions = taken;
        List<Segment> batch = [];
        foreach (var source in sources)
        {
            var after = taken.GetValueOrDefault(source);
            var journal = services.GetRequiredKeyedService<IJournal>(source);
            var lines = await journal.ReadAsync(after, BatchSize, cancellationToken);
            freshness.Heard(source);
            if (lines is [.., var last])
            {
                batch.Add(new Segment(source, after, last.Sequence, lines));
            }
        }

        return batch;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} cannot reach its database; its events wait")]
    private partial void LogUnavailable(Exception e, string service);
}
