using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Paging;

namespace PortTracker.ServiceHosting.Endpoints;

internal sealed class LedgerReader<TDb>(Func<TDb, IQueryable<LedgerEntry>> ledger)
    where TDb : ServiceDbContext
{
    public async Task<Ok<Page<LedgerEntry>>> ReadAsync(
        TDb db,
        Guid? after,
        int? limit,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await ledger(db)
                .Where(entry => after == null || entry.MovementId > after)
                .OrderBy(entry => entry.MovementId)
                .ToPageAsync(limit, entry => entry.MovementId.ToString(), cancellationToken)
        );
}
