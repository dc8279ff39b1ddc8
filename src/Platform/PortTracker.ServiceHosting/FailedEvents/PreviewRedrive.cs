using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Redrive;

namespace PortTracker.ServiceHosting.FailedEvents;

/// <summary>Previews a redrive: applies each event, then undoes it.</summary>
internal sealed class PreviewRedrive<TDb>(Func<TDb, IQueryable<LedgerEntry>> ledger)
    where TDb : ServiceDbContext
{
    public async Task<Results<Ok<FailedEventResponse>, ProblemHttpResult>> HandleAsync(
        FailedEventSelection request,
        TDb db,
        ServiceTransaction<TDb> transaction,
        RedriveExecutor<TDb> executor,
        CancellationToken cancellationToken
    )
    {
        if (FailedEventEndpoints.Refuse(request, out var keys) is { } refusal)
        {
            return refusal;
        }

        List<FailedEventResult> results = [];
        foreach (var key in keys)
        {
            // One transaction per event, so that a long preview does not block the service.
            await transaction.RunAsync(
                db,
                async () =>
                {
                    results.Add(await PreviewAsync(key));
                    return false;
                },
                cancellationToken
            );
        }

        return TypedResults.Ok(new FailedEventResponse { Results = results });

        async Task<FailedEventResult> PreviewAsync(FailedEventKey key)
        {
            if (await db.FailedEvents.AsNoTracking().Of(key).SingleOrDefaultAsync(cancellationToken) is not { } failed)
            {
                return key.Became(FailedEventOutcome.Gone);
            }

            var (outcome, error) = await executor.RunAsync(failed, ledger(db), keep: false, cancellationToken);
            return key.Became(outcome, error);
        }
    }
}
