using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Paging;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.ServiceHosting.FailedEvents;

/// <summary>Lists the failed events of a service, and shows one in detail.</summary>
internal sealed class ListFailedEvents<TDb>(Func<TDb, IQueryable<LedgerEntry>> ledger)
    where TDb : ServiceDbContext
{
    public async Task<Ok<Page<FailedEvent>>> ListAsync(
        TDb db,
        ServiceName<TDb> service,
        TimeProvider time,
        FailedEventOrder? order,
        FailedEventPosition? after,
        int? limit,
        CancellationToken cancellationToken
    )
    {
        // A page is at most as large as one selection.
        var page = await InOrder(db, order ?? FailedEventOrder.Newest, after)
            .ToPageAsync(
                Math.Min(limit ?? 100, Limits.Batch),
                failed => FailedEventPosition.Of(failed).ToString(),
                cancellationToken
            );
        var known = await KnownAsync(db, page.Items, cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(
            new Page<FailedEvent>
            {
                Items =
                [
                    .. page.Items.Select(failed =>
                        failed.Describe(service.Value, known.GetValueOrDefault(failed.MovementId), now)
                    ),
                ],
                Next = page.Next,
            }
        );
    }

    public async Task<Results<Ok<FailedEventDetail>, ProblemHttpResult>> OneAsync(
        TDb db,
        ServiceName<TDb> service,
        TimeProvider time,
        string source,
        long sequence,
        CancellationToken cancellationToken
    )
    {
        var key = new FailedEventKey(source, sequence);
        if (await db.FailedEvents.AsNoTracking().Of(key).SingleOrDefaultAsync(cancellationToken) is not { } failed)
        {
            return ProblemResults.NotFound(
                $"{service.Value} has no failed event {key}. It was redriven or discarded, or never failed. Reload the list."
            );
        }

        var known = await KnownAsync(db, [failed], cancellationToken);
        var message = failed.Describe(service.Value, known.GetValueOrDefault(failed.MovementId), time.GetUtcNow());
        return TypedResults.Ok(
            new FailedEventDetail
            {
                Message = message,
                Exception = failed.Error,
                Body = failed.Line.BodyAsJson(),
            }
        );
    }

    private static IQueryable<FailedEventRow> InOrder(TDb db, FailedEventOrder order, FailedEventPosition? after)
    {
        var failed = db.FailedEvents.AsNoTracking();
        if (after is { } last)
        {
            failed =
                order is FailedEventOrder.Newest
                    ? failed.Where(e =>
                        e.FailedAt < last.FailedAt
                        || (
                            e.FailedAt == last.FailedAt
                            && (
                                e.Source.CompareTo(last.Source) > 0
                                || (e.Source == last.Source && e.Sequence > last.Sequence)
                            )
                        )
                    )
                    : failed.Where(e =>
                        e.FailedAt > last.FailedAt
                        || (
                            e.FailedAt == last.FailedAt
                            && (
                                e.Source.CompareTo(last.Source) > 0
                                || (e.Source == last.Source && e.Sequence > last.Sequence)
                            )
                        )
                    );
        }

        var byTime =
            order is FailedEventOrder.Newest
                ? failed.OrderByDescending(e => e.FailedAt)
                : failed.OrderBy(e => e.FailedAt);
        return byTime.ThenBy(e => e.Source).ThenBy(e => e.Sequence);
    }

    private async Task<Dictionary<Guid, LedgerEntry>> KnownAsync(
        TDb db,
        IReadOnlyList<FailedEventRow> failed,
        CancellationToken cancellationToken
    )
    {
        var movements = failed.Select(e => e.MovementId).Distinct().ToArray();
        return await ledger(db)
            .Where(entry => EF.Parameter(movements).Contains(entry.MovementId))
            .ToDictionaryAsync(entry => entry.MovementId, cancellationToken);
    }
}
