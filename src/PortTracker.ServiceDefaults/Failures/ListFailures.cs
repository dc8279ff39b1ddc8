using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>The failed messages of a service, page by page, and one of them with all that is known of it.</summary>
internal sealed class ListFailures<TDb>(Func<TDb, IQueryable<LedgerEntry>> ledger)
    where TDb : ServiceDbContext
{
    public async Task<Ok<Page<FailedMessage>>> ListAsync(
        TDb db,
        ServiceName<TDb> service,
        TimeProvider time,
        FailureOrder? order,
        FailurePosition? after,
        int? limit,
        CancellationToken cancellationToken
    )
    {
        // A page is never more than one selection may name.
        var page = await InOrder(db, order ?? FailureOrder.Newest, after)
            .ToPageAsync(
                Math.Min(limit ?? 100, Limits.Batch),
                failed => FailurePosition.Of(failed).ToString(),
                cancellationToken
            );
        var known = await KnownAsync(db, page.Items, cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(
            new Page<FailedMessage>
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

    public async Task<Results<Ok<FailedMessageDetail>, ProblemHttpResult>> OneAsync(
        TDb db,
        ServiceName<TDb> service,
        TimeProvider time,
        string source,
        long sequence,
        CancellationToken cancellationToken
    )
    {
        var key = new FailureKey(source, sequence);
        if (await db.FailedEvents.AsNoTracking().Of(key).SingleOrDefaultAsync(cancellationToken) is not { } failed)
        {
            return Problems.NotFound(
                $"There is no failed message {key} at {service.Value}: it was redriven or discarded, or never failed. Look at the list again."
            );
        }

        var known = await KnownAsync(db, [failed], cancellationToken);
        var message = failed.Describe(service.Value, known.GetValueOrDefault(failed.MovementId), time.GetUtcNow());
        return TypedResults.Ok(
            new FailedMessageDetail
            {
                Message = message,
                Exception = failed.Error,
                Body = failed.Line.BodyAsJson(),
            }
        );
    }

    private static IQueryable<FailedEvent> InOrder(TDb db, FailureOrder order, FailurePosition? after)
    {
        var failed = db.FailedEvents.AsNoTracking();
        if (after is { } last)
        {
            failed =
                order is FailureOrder.Newest
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
            order is FailureOrder.Newest ? failed.OrderByDescending(e => e.FailedAt) : failed.OrderBy(e => e.FailedAt);
        return byTime.ThenBy(e => e.Source).ThenBy(e => e.Sequence);
    }

    private async Task<Dictionary<Guid, LedgerEntry>> KnownAsync(
        TDb db,
        IReadOnlyList<FailedEvent> failed,
        CancellationToken cancellationToken
    )
    {
        var movements = failed.Select(e => e.MovementId).Distinct().ToArray();
        return await ledger(db)
            .Where(entry => EF.Parameter(movements).Contains(entry.MovementId))
            .ToDictionaryAsync(entry => entry.MovementId, cancellationToken);
    }
}
