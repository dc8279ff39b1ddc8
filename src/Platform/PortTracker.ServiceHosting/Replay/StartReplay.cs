using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Delivery;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceHosting.Replay;

/// <summary>
/// <c>POST /api/{service}/replays</c>: applies the journals of the other services to this service's data again. Nothing is deleted
/// first: an event replaces the stored state unless the stored state is newer. A replay repairs damaged or lost data, hides no data
/// while it runs, and can be repeated.
/// </summary>
internal static class StartReplay<TDb>
    where TDb : ServiceDbContext
{
    public static async Task<Accepted<ReplayStarted>> HandleAsync(
        ReplayRequest request,
        TDb db,
        ServiceTransaction<TDb> transaction,
        ServiceName<TDb> name,
        InstanceProgress<TDb> progress,
        IEventDelivery<TDb> delivery,
        CancellationToken cancellationToken
    )
    {
        var positions = await delivery.ReplayPositionsAsync(request.From, cancellationToken);
        await transaction.RunAsync(
            db,
            async () =>
            {
                foreach (var row in await db.Inbox.ToListAsync(cancellationToken))
                {
                    if (positions.TryGetValue(row.Source, out var position))
                    {
                        row.Rewind(position);
                        db.OnCommitted(() => progress.Of(row.Source).Rewind(position));
                    }
                }

                db.Audit(after: new { request.From, Positions = positions });
                return true;
            },
            cancellationToken
        );
        await delivery.RequestReplayAsync(request.From, cancellationToken);
        return TypedResults.Accepted(
            (string?)null,
            new ReplayStarted { Service = name.Value, Positions = positions.ToDictionary(StringComparer.Ordinal) }
        );
    }
}
