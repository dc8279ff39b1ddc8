using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Messaging;

/// <summary>
/// Detects a missing part of a journal, from later batches or from a heartbeat, and requests it again. No event is lost with a queue
/// that was deleted, or that did not exist when the event was published.
/// </summary>
internal sealed partial class GapDetector<TDb>(
    ServiceName<TDb> name,
    BrokerQueue<TDb> queue,
    InstanceProgress<TDb> progress,
    TimeProvider time,
    ILogger<GapDetector<TDb>> logger
)
    where TDb : ServiceDbContext
{
    // Messages overtake each other when several instances read one queue. Such gaps close within moments.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RequestInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Gap> gaps = new(StringComparer.Ordinal);

    /// <summary>
    /// Checks that every event up to the end of this batch has arrived, and requests what has been missing for too long. A failed check
    /// does not affect the batch: the next batch checks again.
    /// </summary>
    public async Task CheckAsync(
        TDb db,
        JournalBatchMessage batch,
        ISendEndpointProvider endpoints,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await CheckOrThrowAsync(db, batch, endpoints, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogCheckFailed(e, name.Value, batch.Source);
        }
    }

    private async Task CheckOrThrowAsync(
        TDb db,
        JournalBatchMessage batch,
        ISendEndpointProvider endpoints,
        CancellationToken cancellationToken
    )
    {
        var inbox = queue.IsPerInstance
            ? progress.Of(batch.Source)
            : await db.Inbox.AsNoTracking().FirstOrDefaultAsync(row => row.Source == batch.Source, cancellationToken);
        var position = inbox?.Position ?? 0;
        if (position >= batch.Last)
        {
            gaps.TryRemove(batch.Source, out _);
            return;
        }

        var now = time.GetTimestamp();
        if (!gaps.TryGetValue(batch.Source, out var gap) || gap.Position != position)
        {
            gaps[batch.Source] = new Gap(position, now, RequestedAt: null);
            return;
        }

        if (
            time.GetElapsedTime(gap.SeenAt, now) < GracePeriod
            || (gap.RequestedAt is { } requestedAt && time.GetElapsedTime(requestedAt, now) < RequestInterval)
        )
        {
            return;
        }

        var upTo = inbox is { Ahead: [var next, ..] } ? next.After : batch.Last;
        LogGap(name.Value, batch.Source, position, upTo);
        var endpoint = await endpoints.GetSendEndpoint(BrokerNames.AddressOf(BrokerNames.ResendQueueOf(batch.Source)));
        await endpoint.Send(
            new ResendRequest
            {
                Queue = queue.Name,
                After = position,
                UpTo = upTo,
            },
            cancellationToken
        );
        gaps[batch.Source] = gap with { RequestedAt = now };
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} is missing events {After} to {UpTo} of {Source} and requested them again. If this repeats, check that service and the broker."
    )]
    private partial void LogGap(string service, string source, long after, long upTo);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} could not check for missing events of {Source}; it will check again with the next batch"
    )]
    private partial void LogCheckFailed(Exception e, string service, string source);

    private sealed record Gap(long Position, long SeenAt, long? RequestedAt);
}
