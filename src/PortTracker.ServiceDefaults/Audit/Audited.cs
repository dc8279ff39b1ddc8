using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Puts what a person does on the audit trail where the route is no command: with the transactions that it makes itself, or, if it
/// made none, with one of its own. A refusal leaves no row.
/// </summary>
internal sealed class AuditedFilter<TDb>(ServiceDatabase<TDb> database) : IEndpointFilter
    where TDb : ServiceDbContext
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<TDb>();
        db.Trail.Begin(Deed.Of(context));
        var answer = await next(context);
        if (!db.Trail.IsOnRecord && answer.Unwrap() is not IStatusCodeHttpResult { StatusCode: >= 400 })
        {
            // It is done: that its caller has gone away changes nothing.
            await database.InTransactionAsync(db, () => Task.FromResult(true), CancellationToken.None);
        }

        return answer;
    }
}

public static class AuditedRoutes
{
    /// <summary>Puts what is done by this route on the audit trail; commands are on it anyway.</summary>
    public static RouteHandlerBuilder Audited<TDb>(this RouteHandlerBuilder route)
        where TDb : ServiceDbContext => route.AddEndpointFilter<AuditedFilter<TDb>>();

    /// <summary>Puts what is done with this context from here on on the audit trail, where no route answers the request.</summary>
    public static void AuditAsDoneBy(this ServiceDbContext db, HttpContext http) =>
        db.Trail.Begin(Deed.Of(http, Deed.ActionOf(http.Request.Path.Value!)));
}
