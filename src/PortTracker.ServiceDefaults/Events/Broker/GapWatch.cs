using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Notices that a part of a journal has not come although later parts have, or the service says that it was sent, and asks for it.
/// So a queue that was lost, or one that did not exist yet when something was sent, loses nothing.
/// </summary>
internal sealed partial class GapWatch<TDb>(
    ServiceName<TDb> name,
    BrokerQueue<TDb> queue,
    OwnProgress<TDb> own,
    TimeProvider time,
    ILogger<GapWatch<TDb>> logger
)
    where TDb : ServiceDbContext
{
    // Messages overtake each other where several instances read one queue; that mends itself within moments.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Gap> gaps = new(StringComparer.Ordinal);

    /// <summary>
    /// Looks whether all up to the end of this segment is here, and asks for what has been missing for long. Whatever keeps it from
    /// that has nothing to do with the segment, and passes: the next one looks again.
    /// </summary>
    public async Task LookAsync(
        TDb db,
        JournalSegment segment,
        ISendEndpointProvider endpoints,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await LookOrThrowAsync(db, segment, endpoints, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogCouldNotLook(e, name.Value, segment.Source);
        }
    }

    private async Task LookOrThrowAsync(
        TDb db,
        JournalSegment segment,
        ISendEndpointProvider endpoints,
        CancellationToken cancellationToken
    )
    {
        var taken = queue.IsOfInstance
            ? own.Of(segment.Source)
            : await db.Inbox.AsNoTracking().FirstOrDefaultAsync(row => row.Source == segment.Source, cancellationToken);
        var position = taken?.Position ?? 0;
        if (position >= segment.Last)
        {
            gaps.TryRemove(segment.Source, out _);
            return;
        }

        var now = time.GetTimestamp();
        if (!gaps.TryGetValue(segment.Source, out var gap) || gap.Position != position)
        {
            gaps[segment.Source] = new Gap(position, now, AskedAt: null);
            return;
        }

        if (
            time.GetElapsedTime(gap.SeenAt, now) < Patience
            || (gap.AskedAt is { } asked && time.GetElapsedTime(asked, now) < BetweenRequests)
        )
        {
            return;
        }

        var upTo = taken is { Ahead: [var next, ..] } ? next.After : segment.Last;
        LogGap(name.Value, segment.Source, position, upTo);
        var endpoint = await endpoints.GetSendEndpoint(
            BrokerNames.AddressOf(BrokerNames.ResendQueueOf(segment.Source))
        );
        await endpoint.Send(
            new ResendJournal
            {
                Queue = queue.Name,
                After = position,
                UpTo = upTo,
            },
            cancellationToken
        );
        gaps[segment.Source] = gap with { AskedAt = now };
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} has not got events {After} to {UpTo} of {Source}, and asks for them again"
    )]
    private partial void LogGap(string service, string source, long after, long upTo);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} could not look whether events of {Source} are missing; it looks again in a moment"
    )]
    private partial void LogCouldNotLook(Exception e, string service, string source);

    private sealed record Gap(long Position, long SeenAt, long? AskedAt);
}
