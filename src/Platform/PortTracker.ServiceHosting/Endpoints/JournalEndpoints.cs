using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Audit;
using PortTracker.ServiceHosting.Problems;
using PortTracker.ServiceHosting.Replay;

namespace PortTracker.ServiceHosting.Endpoints;

/// <summary>The routes of a service that records events.</summary>
public static class JournalEndpoints
{
    /// <summary>Maps the history of a movement, for staff only because firms may not see who did what, and the refill of the broker.</summary>
    public static void MapJournalRoutes<TDb>(this RouteGroupBuilder group)
        where TDb : ServiceDbContext
    {
        Delegate read = ReadAsync<TDb>;
        group
            .MapGet("/movements/{movementId:guid}/events", read)
            .RequireAuthorization(Policies.Staff)
            .WithSummary("The events of one movement that the journal still holds, oldest first");

        Delegate refill = StartRefill<TDb>.HandleAsync;
        group
            .MapPost("/refills", refill)
            .RequireAuthorization(Policies.Administrators)
            .Audited<TDb>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Publish this service's events to the broker again");
    }

    private static async Task<Results<Ok<List<PortEvent>>, ProblemHttpResult>> ReadAsync<TDb>(
        Guid movementId,
        TDb db,
        CurrentCaller current,
        CancellationToken cancellationToken
    )
        where TDb : ServiceDbContext
    {
        var lines = await db
            .Journal.Where(entry => entry.MovementId == movementId)
            .OrderBy(entry => entry.Sequence)
            .Take(Limits.Page)
            .Select(entry => new RecordedEvent(entry.Sequence, entry.MovementId, entry.Body))
            .ToListAsync(cancellationToken);
        var events = lines.ConvertAll(line => line.Event());
        return events.Find(e => !current.Caller.MayReadAt(e.Header.Port)) is { } elsewhere
            ? ProblemResults.OtherPortToRead(elsewhere.Header.Port)
            : TypedResults.Ok(events);
    }
}
