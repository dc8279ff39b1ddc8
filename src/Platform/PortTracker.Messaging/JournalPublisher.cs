using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceCore.Telemetry;

namespace PortTracker.Messaging;

/// <summary>
/// Publishes a service's journal to the broker, in order, right after each commit. The position advances only when the broker confirms,
/// so no event is lost if the process or the broker fails. Any number of instances can run: one at a time holds the lease.
/// </summary>
internal sealed partial class JournalPublisher<TDb>(
    IServiceScopeFactory scopes,
    IBusControl bus,
    ServiceTransaction<TDb> transaction,
    ServiceName<TDb> name,
    IDatabaseDialect dialect,
    InstanceName instance,
    JournalSignals signals,
    TimeProvider time,
    ILogger<JournalPublisher<TDb>> logger
) : BackgroundService
    where TDb : ServiceDbContext
{
    private const int LinesPerBatch = 1_000;
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseRetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HeartbeatLifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UnconfirmedLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(15);

    // The instance's name, so that a process takes over its own lease after a crash.
    private readonly string owner = instance.Name;
    private long sentAt;
    private long? waitingSince;
    private long publishedAt;
    private Task unconfirmed = Task.CompletedTask;
    private bool isUnavailable;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        PortMetrics.EventsDispatched(name.Value, 0);
        var signal = signals.Listen([name.Value]);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var wait = await DispatchAsync(stoppingToken);
                LogResumed();
                await signal.WaitAsync(wait, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // The broker or the database is unavailable. Events wait in the journal.
                LogUnavailableOnce(e);
                await Task.Delay(SlowPoll, stoppingToken);
            }
        }
    }

    /// <summary>Releases the lease, so that another instance can continue at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            await transaction.RunAsync(
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
        catch (Exception e) when (dialect.IsTransient(e))
        {
            // The lease expires on its own.
            LogLeaseNotReleased(e, name.Value);
        }
    }

    /// <summary>Publishes all waiting events.</summary>
    /// <returns>The longest time to wait for more.</returns>
    private async Task<TimeSpan> DispatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var position = await PositionAsync(db, cancellationToken);
        if (!await db.Journal.AnyAsync(entry => entry.Sequence > position, cancellationToken))
        {
            ReportNoLag();
            await PublishHeartbeatAsync(position, cancellationToken);
            return SlowPoll;
        }

        ReportLag();
        if (!await TryTakeLeaseAsync(db, cancellationToken))
        {
            return LeaseRetryDelay;
        }

        // Read again under the lease, when no other instance can change it.
        position = await PositionAsync(db, cancellationToken);
        var batch = await ReadAsync(db, position, cancellationToken);
        while (batch is not null)
        {
            await PublishAsync(batch, cancellationToken);
            var next = await ReadAsync(db, batch.Last, cancellationToken);
            if (!await AdvanceAsync(db, batch, isLast: next is null, cancellationToken))
            {
                return TimeSpan.Zero;
            }

            batch = next;
        }

        ReportNoLag();
        return SlowPoll;
    }

    private static Task<long> PositionAsync(TDb db, CancellationToken cancellationToken) =>
        db.Outbox.Select(outbox => outbox.Position).SingleAsync(cancellationToken);

    private async Task<JournalBatch?> ReadAsync(TDb db, long after, CancellationToken cancellationToken)
    {
        var lines = await JournalReader<TDb>.ReadAsync(db, after, upTo: null, LinesPerBatch, cancellationToken);
        return lines is [.., var last] ? new JournalBatch(name.Value, after, last.Sequence, lines) : null;
    }

    // Each publish waits until this process has declared its own queues: RabbitMQ closes a connection that declares a quorum queue while
    // another connection is creating it. The deadline does not cancel the publish itself: the first one declares the queues of others, and
    // MassTransit keeps the result of that, a cancellation too, until the process ends. What arrives late is a repetition.
    private async Task PublishAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(PublishTimeout);
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, timeout.Token);
        // A broker that accepts and does not confirm must not get the same events again and again.
        if (!unconfirmed.IsCompleted && time.GetElapsedTime(publishedAt) < UnconfirmedLifetime)
        {
            await unconfirmed.WaitAsync(timeout.Token);
        }

        publishedAt = time.GetTimestamp();
        // Publish in parallel to share the broker's confirmation. Consumers go by position, not by order of arrival.
        unconfirmed = Task.WhenAll(
            batch
                .Chunks(JournalBatchMessage.MostEvents)
                .Select(chunk =>
                    bus.Publish(
                        JournalBatchMessage.Of(chunk),
                        context =>
                        {
                            context.SetRoutingKey(name.Value);
                            // The broker returns a message that has no queue, so it is retried instead of lost.
                            context.GetPayload<RabbitMqSendContext>().Mandatory = true;
                        },
                        CancellationToken.None
                    )
                )
        );
        await unconfirmed.WaitAsync(timeout.Token);
        sentAt = time.GetTimestamp();
        PortMetrics.EventsDispatched(name.Value, batch.Lines.Count);
    }

    /// <summary>Publishes the current position, so that consumers know that the service is alive and can detect missing events.</summary>
    private async Task PublishHeartbeatAsync(long position, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(sentAt) < HeartbeatInterval)
        {
            return;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(PublishTimeout);
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, timeout.Token);
        await bus.Publish(
                new JournalBatchMessage
                {
                    Source = name.Value,
                    After = position,
                    Last = position,
                },
                context =>
                {
                    context.SetRoutingKey(name.Value);
                    context.TimeToLive = HeartbeatLifetime;
                },
                CancellationToken.None
            )
            .WaitAsync(timeout.Token);
        sentAt = time.GetTimestamp();
    }

    private Task<bool> TryTakeLeaseAsync(TDb db, CancellationToken cancellationToken) =>
        transaction.RunAsync(
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
                                outbox
                                    .SetProperty(o => o.Owner, owner)
                                    .SetProperty(o => o.LeasedUntil, now + LeaseDuration),
                            cancellationToken
                        ) > 0;
            },
            cancellationToken
        );

    /// <summary>Saves the confirmed position. Returns false if another process holds the lease, or the position was set back.</summary>
    private Task<bool> AdvanceAsync(TDb db, JournalBatch sent, bool isLast, CancellationToken cancellationToken) =>
        transaction.RunAsync(
            db,
            async () =>
            {
                var until = time.GetUtcNow() + LeaseDuration;
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

    private void ReportLag()
    {
        var now = time.GetTimestamp();
        PortMetrics.OutboxLag(name.Value, time.GetElapsedTime(waitingSince ??= now, now));
    }

    private void ReportNoLag()
    {
        waitingSince = null;
        PortMetrics.OutboxLag(name.Value, TimeSpan.Zero);
    }

    private void LogUnavailableOnce(Exception e)
    {
        if (!isUnavailable)
        {
            isUnavailable = true;
            LogUnavailable(e, name.Value);
        }
    }

    private void LogResumed()
    {
        if (isUnavailable)
        {
            isUnavailable = false;
            LogPublishingResumed(name.Value);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} cannot publish its events; they wait in the journal. Check RabbitMq:Url, the broker and the database."
    )]
    private partial void LogUnavailable(Exception e, string service);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Service} could not release its publishing lease; another instance continues when the lease expires"
    )]
    private partial void LogLeaseNotReleased(Exception e, string service);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Service}: publishing to the broker resumed")]
    private partial void LogPublishingResumed(string service);
}
