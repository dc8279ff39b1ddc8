using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>The routes that every service has.</summary>
public static class ServiceRoutes
{
    /// <summary>
    /// Maps a service's feed, its ledger (what it knows of each movement), its audit trail, and the events that it could not apply.
    /// </summary>
    public static void MapServiceRoutes<TDb>(this RouteGroupBuilder group, Func<TDb, IQueryable<LedgerEntry>> ledger)
        where TDb : ServiceDbContext
    {
        Delegate readLedger = new LedgerReader<TDb>(ledger).ReadAsync;
        Delegate readFeed = FeedReader<TDb>.ReadAsync;
        Delegate replay = Replay<TDb>.HandleAsync;
        Delegate refill = BrokerRefill<TDb>.HandleAsync;
        group
            .MapGet("/feed", readFeed)
            .RequireAuthorization(Policies.Staff)
            .WithSummary("How far this service is with the events of the others");
        var auditors = group.MapGroup("").RequireAuthorization(Policies.Auditors);
        auditors.MapGet("/ledger", readLedger).WithSummary("What this service knows of each movement");

        var administrators = group.MapGroup("").RequireAuthorization(Policies.Administrators);
        administrators
            .MapPost("/replays", replay)
            .Audited<TDb>()
            .WithSummary("Apply the events of the others once more to what this service made of them");
        administrators
            .MapPost("/refills", refill)
            .Audited<TDb>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Hand this service's events to the broker once more");

        auditors.MapAudit(ledger);
        auditors.MapFailures(ledger);
    }

    /// <summary>Reads one page of an ordered query.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(
        this IQueryable<T> query,
        int? limit,
        Func<T, string> position,
        CancellationToken cancellationToken
    )
    {
        var size = SizeOf(limit);
        return PageOf(await query.Take(size).ToListAsync(cancellationToken), size, position);
    }

    /// <summary>Takes one page of what is in memory.</summary>
    public static Page<T> ToPage<T>(this IEnumerable<T> rows, int? limit, Func<T, string> position)
    {
        var size = SizeOf(limit);
        return PageOf([.. rows.Take(size)], size, position);
    }

    private static int SizeOf(int? limit) => Math.Clamp(limit ?? 100, 1, Limits.Page);

    private static Page<T> PageOf<T>(List<T> items, int size, Func<T, string> position) =>
        new() { Items = items, Next = items.Count == size ? position(items[^1]) : null };
}

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

internal static class FeedReader<TDb>
    where TDb : ServiceDbContext
{
    public static async Task<Ok<FeedStatus>> ReadAsync(
        TDb db,
        ServiceName<TDb> service,
        CancellationToken cancellationToken
    )
    {
        var positions = ServiceNames
            .SourcesOf(service.Value)
            .ToDictionary(source => source, _ => 0L, StringComparer.Ordinal);
        await foreach (var taken in db.Inbox.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            positions[taken.Source] = taken.Position;
        }

        return TypedResults.Ok(
            new FeedStatus
            {
                Service = service.Value,
                Head = await db.Journal.MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0,
                Positions = positions,
                Failed = await db.FailedEvents.CountAsync(cancellationToken),
            }
        );
    }
}
