using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Takes stretches of journals in, however they come here: what the consumer makes of the events and how far it is with each
/// journal commit together. An event that cannot be applied is set aside in that same way, and holds up no other.
/// </summary>
internal sealed partial class EventIntake<TDb, TConsumer>(
    IServiceScopeFactory scopes,
    ServiceDatabase<TDb> database,
    ServiceName<TDb> name,
    TimeProvider time,
    ILogger<EventIntake<TDb, TConsumer>> logger
)
    where TDb : ServiceDbContext
    where TConsumer : class, IEventConsumer
{
    public async Task TakeInAsync(IReadOnlyList<Segment> segments, CancellationToken cancellationToken)
    {
        try
        {
            await CommitAsync(segments, cancellationToken);
        }
        catch (Exception e) when (!StoreErrors.IsOfTheStore(e))
        {
            // One of them cannot be applied: find it by applying each alone.
            LogBatchFailed(e, name.Value, segments.Sum(segment => segment.Lines.Count));
            foreach (var single in segments.SelectMany(segment => segment.Chunks(1)))
            {
                try
                {
                    await CommitAsync([single], cancellationToken);
                }
                catch (Exception alone) when (!StoreErrors.IsOfTheStore(alone))
                {
                    LogSetAside(alone, name.Value, single.Source, single.Lines[0].Sequence);
                    await SetAsideAsync(single, alone, cancellationToken);
                    PortMetrics.EventsSetAside(name.Value, single.Source, 1);
                }
            }
        }
    }

    private async Task CommitAsync(IReadOnlyList<Segment> segments, CancellationToken cancellationToken)
    {
        await InTransactionAsync(
            segments,
            (scope, _) =>
            {
                var events = segments.SelectMany(segment => segment.Lines).Select(line => line.Event()).ToList();
                return scope.GetRequiredService<TConsumer>().ApplyAsync(events, cancellationToken);
            },
            cancellationToken
        );
        foreach (var segment in segments)
        {
            PortMetrics.EventsApplied(name.Value, segment.Source, segment.Lines.Count);
        }
    }

    private Task SetAsideAsync(Segment single, Exception error, CancellationToken cancellationToken) =>
        InTransactionAsync(
            [single],
            async (_, db) =>
            {
                var line = single.Lines[0];
                // It may come again, as every event may.
                if (await db.FailedEvents.FindAsync([single.Source, line.Sequence], cancellationToken) is null)
                {
                    db.FailedEvents.Add(FailedEvent.Of(single.Source, line, error, time.GetUtcNow()));
                }
            },
            cancellationToken
        );

    private async Task InTransactionAsync(
        IReadOnlyList<Segment> segments,
        Func<IServiceProvider, TDb, Task> work,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await database.InTransactionAsync(
            db,
            async () =>
            {
                await work(scope.ServiceProvider, db);
                foreach (var segment in segments)
                {
                    var position = await db.Inbox.FindAsync([segment.Source], cancellationToken);
                    if (position is null)
                    {
                        db.Inbox.Add(position = new InboxPosition { Source = segment.Source, Position = 0 });
                    }

                    position.Take(segment.After, segment.Last);
                }

                return true;
            },
            cancellationToken
        );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} could not apply a batch of {Count} events; trying each"
    )]
    private partial void LogBatchFailed(Exception e, string service, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} set event {Sequence} of {Source} aside")]
    private partial void LogSetAside(Exception e, string service, string source, long sequence);
}
