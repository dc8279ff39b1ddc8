using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceCore.Telemetry;

namespace PortTracker.ServiceCore.Inbox;

/// <summary>
/// Applies batches of journals from any transport. The consumer's changes and its positions in the journals commit together. An event
/// that cannot be applied is set aside in the same way, so that it does not block other events.
/// </summary>
internal sealed partial class EventIntake<TDb, TConsumer>(
    IServiceScopeFactory scopes,
    ServiceTransaction<TDb> transaction,
    ServiceName<TDb> name,
    IDatabaseDialect dialect,
    TimeProvider time,
    ILogger<EventIntake<TDb, TConsumer>> logger
)
    where TDb : ServiceDbContext
    where TConsumer : class, IEventConsumer
{
    public async Task ApplyAsync(IReadOnlyList<JournalBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            await CommitAsync(batches, cancellationToken);
        }
        catch (Exception e) when (!dialect.IsTransient(e))
        {
            // At least one event cannot be applied. Apply each alone to find it.
            LogBatchFailed(e, name.Value, batches.Sum(batch => batch.Lines.Count));
            foreach (var single in batches.SelectMany(batch => batch.Chunks(1)))
            {
                try
                {
                    await CommitAsync([single], cancellationToken);
                }
                catch (Exception alone) when (!dialect.IsTransient(alone))
                {
                    LogSetAside(alone, name.Value, single.Source, single.Lines[0].Sequence);
                    await SetAsideAsync(single, alone, cancellationToken);
                    PortMetrics.EventsSetAside(name.Value, single.Source, 1);
                }
            }
        }
    }

    private async Task CommitAsync(IReadOnlyList<JournalBatch> batches, CancellationToken cancellationToken)
    {
        await InTransactionAsync(
            batches,
            (scope, _) =>
            {
                var events = batches.SelectMany(batch => batch.Lines).Select(line => line.Event()).ToList();
                return scope.GetRequiredService<TConsumer>().ApplyAsync(events, cancellationToken);
            },
            cancellationToken
        );
        foreach (var batch in batches)
        {
            PortMetrics.EventsApplied(name.Value, batch.Source, batch.Lines.Count);
        }
    }

    private Task SetAsideAsync(JournalBatch single, Exception error, CancellationToken cancellationToken) =>
        InTransactionAsync(
            [single],
            async (_, db) =>
            {
                var line = single.Lines[0];
                // Every event can be delivered more than once.
                if (await db.FailedEvents.FindAsync([single.Source, line.Sequence], cancellationToken) is null)
                {
                    db.FailedEvents.Add(FailedEventRow.Of(single.Source, line, error, time.GetUtcNow()));
                }
            },
            cancellationToken
        );

    private async Task InTransactionAsync(
        IReadOnlyList<JournalBatch> batches,
        Func<IServiceProvider, TDb, Task> work,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await transaction.RunAsync(
            db,
            async () =>
            {
                await work(scope.ServiceProvider, db);
                foreach (var batch in batches)
                {
                    var position = await db.Inbox.FindAsync([batch.Source], cancellationToken);
                    if (position is null)
                    {
                        db.Inbox.Add(position = new InboxPosition { Source = batch.Source, Position = 0 });
                    }

                    position.Take(batch.After, batch.Last);
                }

                return true;
            },
            cancellationToken
        );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} could not apply a batch of {Count} events; applying each event alone"
    )]
    private partial void LogBatchFailed(Exception e, string service, int count);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Service} set event {Sequence} of {Source} aside. Find it in the list of failed events, then redrive or discard it."
    )]
    private partial void LogSetAside(Exception e, string service, string source, long sequence);
}
