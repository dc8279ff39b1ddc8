using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceHosting.Audit;

public static class AuditedEndpointExtensions
{
    /// <summary>Audits the actions of this route. Commands are always audited.</summary>
    public static RouteHandlerBuilder Audited<TDb>(this RouteHandlerBuilder route)
        where TDb : ServiceDbContext => route.AddEndpointFilter<AuditedFilter<TDb>>();

    /// <summary>Audits what this context does from now on, before the route's own filters do.</summary>
    public static void AuditAsDoneBy(this ServiceDbContext db, EndpointFilterInvocationContext request) =>
        db.Pending.Trail.Begin(AuditContext.Of(request));

    /// <summary>Audits what this context does from now on, for commands of the host's machine.</summary>
    public static void AuditAsDoneBy(this ServiceDbContext db, string actor, string action) =>
        db.Pending.Trail.Begin(new AuditContext(actor, Name: null, Address: null, action, Reason: null));

    /// <summary>Audits what this context does from now on, for requests that no route handles.</summary>
    public static void AuditAsDoneBy(this ServiceDbContext db, HttpContext http) =>
        db.Pending.Trail.Begin(AuditContext.Of(http, AuditContext.ActionOf(http.Request.Path.Value!)));
}
