using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Audit;
using PortTracker.ServiceHosting.FailedEvents;
using PortTracker.ServiceHosting.Replay;

namespace PortTracker.ServiceHosting.Endpoints;

/// <summary>The routes that every service has.</summary>
public static class ServiceEndpoints
{
    /// <summary>
    /// Maps a service's feed, its ledger (what it knows of each movement), its audit trail and its failed events.
    /// </summary>
    public static void MapServiceRoutes<TDb>(this RouteGroupBuilder group, Func<TDb, IQueryable<LedgerEntry>> ledger)
        where TDb : ServiceDbContext
    {
        Delegate readLedger = new LedgerReader<TDb>(ledger).ReadAsync;
        Delegate readFeed = FeedReader<TDb>.ReadAsync;
        Delegate replay = StartReplay<TDb>.HandleAsync;
        group
            .MapGet("/feed", readFeed)
            .RequireAuthorization(Policies.Staff)
            .WithSummary("How far this service has applied the events of the other services");
        var auditors = group.MapGroup("").RequireAuthorization(Policies.Auditors);
        auditors.MapGet("/ledger", readLedger).WithSummary("What this service knows of each movement");

        var administrators = group.MapGroup("").RequireAuthorization(Policies.Administrators);
        administrators
            .MapPost("/replays", replay)
            .Audited<TDb>()
            .WithSummary("Apply the events of the other services to this service's projection again");

        auditors.MapAudit(ledger);
        auditors.MapFailures(ledger);
    }
}
