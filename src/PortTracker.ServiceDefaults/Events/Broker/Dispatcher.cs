using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Hands a service's journal to the broker, in order, as soon as something is committed. A position moves on only when the broker
/// has confirmed, so a process or a broker that dies loses nothing. Any number of instances may run: one at a time has the lease.
/// </summary>
internal sealed partial class Dispatcher<TDb>(
    IServiceScopeFactory scopes,
    IBusControl bus,
    ServiceDatabase<TDb> database,
    ServiceName<TDb> name,
    Instance instance,
    Doorbells doorbells,
    TimeProvider time,
    ILogger<Dispatcher<TDb>> logger
) : BackgroundService
    where TDb : ServiceDbContext
{
    private const int LinesARound = 1_000;
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SomeoneElseIsAtIt = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SignOfLifeKept = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    // The instance's name, so that a process that was killed finds its own lease when it is back.
    private readonly string owner = instance.Name;
    private long sentAt;
    private long? waitingSince;
    private bool isAway;
    private bool hasQueues;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var doorbell = doorbells.Listen([name.Value]);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var wait = await DispatchAsync(stoppingToken);
                SayThatItIsBack();
                await doorbell.WaitAsync(wait, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // The broker or the database is away; what is in the journal waits there.
                SayThatItIsAway(e);
                await Task.Delay(SlowPoll, stoppingToken);
            }
        }
    }

    /// <summary>Another instance need not wait for the lease of one that ends in order.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            await database.InTransactionAsync(
                db,
                async () =>
                    await db
                        .Outbox.Where(outbox => outbox.Owner == owner)
                        .ExecuteUpdateAsync(
                            outbox => outbox.SetProperty(o => o.Owner, (string?)null),
                            cancellationToken
                        ) > 0,
                cancellationToken
            );
        }
        catch (Exception e) when (StoreErrors.IsOfTheStore(e))
        {
            // It runs out by itself.
            LogLeaseKept(e, name.Value);
        }
    }

    /// <summary>Sends all that there is.</summary>
    /// <returns>How long to wait for more at most.</returns>
    private async Task<TimeSpan> DispatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var position = await PositionAsync(db, cancellationToken);
        if (!await db.Journal.AnyAsync(entry => entry.Sequence > position, cancellationToken))
        {
            SayThatNoneWaits();
            await ShowLifeAsync(position, cancellationToken);
            return SlowPoll;
        }

        SayHowLongTheyWait();
        if (!await LeaseAsync(db, cancellationToken))
        {
            return SomeoneElseIsAtIt;
        }

        // Under the lease, where nobody else moves it.
        position = await PositionAsync(db, cancellationToken);
        var round = await ReadAsync(db, position, cancellationToken);
        while (round is not null)
        {
            await PublishAsync(round, cancellationToken);
            var next = await ReadAsync(db, round.Last, cancellationToken);
            if (!await AdvanceAsync(db, round, isLast: next is null, cancellationToken))
            {
                return TimeSpan.Zero;
            }

            round = next;
        }

        SayThatNoneWaits();
        return SlowPoll;
    }

    private static Task<long> PositionAsync(TDb db, CancellationToken cancellationToken) =>
        db.Outbox.Select(outbox => outbox.Position).SingleAsync(cancellationToken);

    private async Task<Segment?> ReadAsync(TDb db, long after, CancellationToken cancellationToken)
    {
        var lines = await Journal<TDb>.ReadAsync(db, after, upTo: null, LinesARound, cancellationToken);
        return lines is [.., var last] ? new Segment(name.Value, after, last.Sequence, lines) : null;
    }

    private async Task PublishAsync(Segment round, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(PublishTimeout);
        await QueuesAsync(timeout.Token);
        // Together, so that they share the broker's confirmation; whoever reads them minds the positions, not the order.
        await Task.WhenAll(
            round
                .Chunks(JournalSegment.MostEvents)
                .Select(chunk =>
                    bus.Publish(
                        JournalSegment.Of(chunk),
                        context =>
                        {
                            context.SetRoutingKey(name.Value);
                            // Comes back when there is no queue for it: better to wait than to send into the void.
                            context.GetPayload<RabbitMqSendContext>().Mandatory = true;
                        },
                        timeout.Token
                    )
                )
        );
        sentAt = time.GetTimestamp();
        PortMetrics.EventsDispatched(name.Value, round.Lines.Count);
    }

    /// <summary>
    /// Waits until this process has its own queues. Publishing declares the others', and RabbitMQ ends a connection that declares a
    /// quorum queue while another one is still making it.
    /// </summary>
    private async Task QueuesAsync(CancellationToken cancellationToken)
    {
        if (!hasQueues)
        {
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
            hasQueues = true;
        }
    }

    /// <summary>Lets the readers know that there is nothing new, and how far they should be.</summary>
    private async Task ShowLifeAsync(long position, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(sentAt) < SignOfLife)
        {
            return;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(PublishTimeout);
        await QueuesAsync(timeout.Token);
        await bus.Publish(
            new JournalSegment
            {
                Source = name.Value,
                After = position,
                Last = position,
            },
            context =>
            {
                context.SetRoutingKey(name.Value);
                context.TimeToLive = SignOfLifeKept;
            },
            timeout.Token
        );
        sentAt = time.GetTimestamp();
    }

    private Task<bool> LeaseAsync(TDb db, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db,
            async () =>
            {
                var now = time.GetUtcNow();
                return await db
                        .Outbox.Where(outbox =>
                            outbox.Owner == null || outbox.Owner == owner || outbox.LeasedUntil < now
                        )
                        .ExecuteUpdateAsync(
                            outbox =>
                                outbox.SetProperty(o => o.Owner, owner).SetProperty(o => o.LeasedUntil, now + Lease),
                            cancellationToken
                        ) > 0;
            },
            cancellationToken
        );

    /// <summary>Notes that all was confirmed; false if the position is no longer this process's, or was set back meanwhile.</summary>
    private Task<bool> AdvanceAsync(TDb db, Segment sent, bool isLast, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db,
            async () =>
            {
                var until = time.GetUtcNow() + Lease;
                return await db
                        .Outbox.Where(outbox => outbox.Owner == owner && outbox.Position == sent.After)
                        .ExecuteUpdateAsync(
                            outbox =>
                                outbox
                                    .SetProperty(o => o.Position, sent.Last)
                                    .SetProperty(o => o.Owner, isLast ? null : owner)
                                    .SetProperty(o => o.LeasedUntil, until),
                            cancellationToken
                        ) > 0;
            },
            cancellationToken
        );

    private void SayHowLongTheyWait()
    {
        var now = time.GetTimestamp();
        PortMetrics.OutboxLag(name.Value, time.GetElapsedTime(waitingSince ??= now, now));
    }

    private void SayThatNoneWaits()
    {
        waitingSince = null;
        PortMetrics.OutboxLag(name.Value, TimeSpan.Zero);
    }

    private void SayThatItIsAway(Exception e)
    {
        if (!isAway)
        {
            isAway = true;
            LogAway(e, name.Value);
        }
    }

    private void SayThatItIsBack()
    {
        if (isAway)
        {
            isAway = false;
            LogBack(name.Value);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} cannot hand over its events; they wait in its journal"
    )]
    private partial void LogAway(Exception e, string service);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Service} could not give back its lease; it runs out")]
    private partial void LogLeaseKept(Exception e, string service);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Service} hands over its events again")]
    private partial void LogBack(string service);
}
