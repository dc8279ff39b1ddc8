using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Delivery;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.ServiceHosting.Replay;

/// <summary><c>POST /api/{service}/refills</c>: publishes the service's journal again, after the broker has lost its queues.</summary>
internal static class StartRefill<TDb>
    where TDb : ServiceDbContext
{
    public static async Task<Results<Accepted<RefillStarted>, ProblemHttpResult>> HandleAsync(
        ReplayRequest request,
        TDb db,
        ServiceName<TDb> name,
        IEventDelivery<TDb> delivery,
        CancellationToken cancellationToken
    )
    {
        var from = request.From is { } since ? await JournalReader<TDb>.BeforeAsync(db, since, cancellationToken) : 0;
        db.Audit(after: new { request.From, Position = from });
        if (!await delivery.TryRefillAsync(db, from, cancellationToken))
        {
            return ProblemResults.Conflict([
                new StateConflict { Reason = "All services run in this process. There is no broker to refill." },
            ]);
        }

        var events = await db.Journal.LongCountAsync(entry => entry.Sequence > from, cancellationToken);
        return TypedResults.Accepted((string?)null, new RefillStarted { Service = name.Value, Events = events });
    }
}
