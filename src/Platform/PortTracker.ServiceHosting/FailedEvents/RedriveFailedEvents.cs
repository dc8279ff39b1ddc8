using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Delivery;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Redrive;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.ServiceHosting.FailedEvents;

/// <summary>
/// Applies failed events again and deletes them. One transaction covers all events and the answer. Each event has a savepoint: an
/// event that fails again does not undo the others, and is kept with its new error.
/// </summary>
internal sealed class RedriveFailedEvents<TDb>(Func<TDb, IQueryable<LedgerEntry>> ledger)
    where TDb : ServiceDbContext
{
    public async Task<Results<Ok<FailedEventResponse>, ProblemHttpResult>> HandleAsync(
        FailedEventSelection request,
        TDb db,
        RedriveExecutor<TDb> executor,
        IEventDelivery<TDb> delivery,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (FailedEventEndpoints.Refuse(request, out var keys) is { } refusal)
        {
            return refusal;
        }

        var found = await db.FailedEvents.AsNoTracking().SelectAsync(keys, cancellationToken);
        List<FailedEventResult> results = [];
        List<JournalBatch> applied = [];
        foreach (var key in keys)
        {
            results.Add(await RedriveAsync(key));
        }

        // Send before the commit: if the commit fails, the instances only receive events twice. After the commit, they could miss them.
        return await delivery.TrySendToInstancesAsync(applied, cancellationToken)
            ? TypedResults.Ok(new FailedEventResponse { Results = results })
            : ProblemResults.BrokerAway();

        async Task<FailedEventResult> RedriveAsync(FailedEventKey key)
        {
            if (!found.TryGetValue(key, out var failed))
            {
                return key.Became(FailedEventOutcome.Gone);
            }

            var row = db.FailedEvents.Of(key);

            var (outcome, error) = await executor.RunAsync(failed, ledger(db), keep: true, cancellationToken);
            if (error is null)
            {
                applied.Add(executor.BatchOf(failed));
                await row.ExecuteDeleteAsync(cancellationToken);
            }
            else
            {
                var (text, now) = (FailedEventRow.TextOf(error), time.GetUtcNow());
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
