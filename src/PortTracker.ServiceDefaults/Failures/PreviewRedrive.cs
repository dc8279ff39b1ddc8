using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>Finds out what a redrive would do, by doing it and undoing it, one event at a time.</summary>
internal sealed class PreviewRedrive<TDb>(Func<TDb, IQueryable<LedgerEntry>> ledger)
    where TDb : ServiceDbContext
{
    public async Task<Results<Ok<FailureResponse>, ProblemHttpResult>> HandleAsync(
        FailureSelection request,
        TDb db,
        ServiceDatabase<TDb> database,
        SecondTry<TDb> again,
        CancellationToken cancellationToken
    )
    {
        if (FailureRoutes.Refuse(request, out var keys) is { } refusal)
        {
            return refusal;
        }

        List<FailureResult> results = [];
        foreach (var key in keys)
        {
            // A transaction each, so that a long preview lets the service's own work through.
            await database.InTransactionAsync(
                db,
                async () =>
                {
                    results.Add(await LookAsync(key));
                    return false;
                },
                cancellationToken
            );
        }

        return TypedResults.Ok(new FailureResponse { Results = results });

        async Task<FailureResult> LookAsync(FailureKey key)
        {
            if (await db.FailedEvents.AsNoTracking().Of(key).SingleOrDefaultAsync(cancellationToken) is not { } failed)
            {
                return key.Became(FailureOutcome.Gone);
            }

            var (outcome, error) = await again.RunAsync(failed, ledger(db), keep: false, cancellationToken);
            return key.Became(outcome, error);
        }
    }
}
