using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace PortTracker.ServiceDefaults;

/// <summary><c>POST /api/{service}/refills</c>: hands the service's journal to the broker once more, for one that has lost its queues.</summary>
internal static class BrokerRefill<TDb>
    where TDb : ServiceDbContext
{
    public static async Task<Results<Accepted<RefillStarted>, ProblemHttpResult>> HandleAsync(
        ReplayRequest request,
        TDb db,
        ServiceDatabase<TDb> database,
        ServiceName<TDb> name,
        Doorbells doorbells,
        IConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        if (!configuration.UsesBroker())
        {
            return Problems.Conflict([
                new StateConflict
                {
                    Reason = "All services run in this process, without a broker: there is none to refill.",
                },
            ]);
        }

        var from = request.From is { } since ? await Journal<TDb>.BeforeAsync(db, since, cancellationToken) : 0;
        await database.InTransactionAsync(
            db,
            async () =>
            {
                await db
                    .Outbox.Where(outbox => outbox.Position > from)
                    .ExecuteUpdateAsync(outbox => outbox.SetProperty(o => o.Position, from), cancellationToken);
                db.Audit(after: new { request.From, Position = from });
                return true;
            },
            cancellationToken
        );
        doorbells.Ring(name.Value);
        var events = await db.Journal.LongCountAsync(entry => entry.Sequence > from, cancellationToken);
        return TypedResults.Accepted((string?)null, new RefillStarted { Service = name.Value, Events = events });
    }
}
