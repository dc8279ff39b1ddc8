using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceHosting.Endpoints;

/// <summary>Reads how far a service has applied the events of the other services.</summary>
internal static class FeedReader<TDb>
    where TDb : ServiceDbContext
{
    public static async Task<Ok<FeedStatus>> ReadAsync(
        TDb db,
        ServiceName<TDb> service,
        CancellationToken cancellationToken
    )
    {
        var positions = ServiceNames
            .SourcesOf(service.Value)
            .ToDictionary(source => source, _ => 0L, StringComparer.Ordinal);
        await foreach (var position in db.Inbox.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            positions[position.Source] = position.Position;
        }

        return TypedResults.Ok(
            new FeedStatus
            {
                Service = service.Value,
                Head = db.RecordsEvents
                    ? await db.Journal.MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0
                    : 0,
                Positions = positions,
                Failed = await db.FailedEvents.CountAsync(cancellationToken),
            }
        );
    }
}
