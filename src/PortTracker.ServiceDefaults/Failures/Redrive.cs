using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Applies failed events and takes them out of the table. One transaction for all and for the answer; each event has a
/// savepoint, so that one that fails again undoes no other, and stays with its new error.
/// </summary>
internal sealed class Redrive<TDb>(Func<TDb, IQueryable<LedgerEntry>> ledger)
    where TDb : ServiceDbContext
{
    public async Task<Results<Ok<FailureResponse>, ProblemHttpResult>> HandleAsync(
        FailureSelection request,
        TDb db,
        SecondTry<TDb> again,
        Instances<TDb> instances,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (FailureRoutes.Refuse(request, out var keys) is { } refusal)
        {
            return refusal;
        }

        var found = await db.FailedEvents.AsNoTracking().SelectAsync(keys, cancellationToken);
        List<FailureResult> results = [];
        List<Segment> applied = [];
        foreach (var key in keys)
        {
            results.Add(await RedriveAsync(key));
        }

        // Before it is committed: should that fail, they have heard what they may hear again. The other way round they might never.
        return await instances.TellAsync(applied, cancellationToken)
            ? TypedResults.Ok(new FailureResponse { Results = results })
            : Problems.BrokerAway();

        async Task<FailureResult> RedriveAsync(FailureKey key)
        {
            if (!found.TryGetValue(key, out var failed))
            {
                return key.Became(FailureOutcome.Gone);
            }

            var row = db.FailedEvents.Of(key);

            var (outcome, error) = await again.RunAsync(failed, ledger(db), keep: true, cancellationToken);
            if (error is null)
            {
                applied.Add(again.SegmentOf(failed));
                await row.ExecuteDeleteAsync(cancellationToken);
            }
            else
            {
                var (text, now) = (FailedEvent.TextOf(error), time.GetUtcNow());
                await row.ExecuteUpdateAsync(
                    set => set.SetProperty(e => e.Error, text).SetProperty(e => e.FailedAt, now),
                    cancellationToken
                );
            }

            db.Audit(key.ToString(), before: new { failed.Error }, after: new { Outcome = outcome });
            return key.Became(outcome, error);
        }
    }
}
