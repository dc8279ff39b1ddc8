using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.ServiceHosting.Audit;

/// <summary>
/// Audits routes that are not commands: with the transactions of the route or, if there are none, with a separate one. A refused
/// request leaves no row.
/// </summary>
internal sealed class AuditedFilter<TDb>(ServiceTransaction<TDb> transaction) : IEndpointFilter
    where TDb : ServiceDbContext
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<TDb>();
        db.Pending.Trail.Begin(AuditContext.Of(context));
        var answer = await next(context);
        if (!db.Pending.Trail.IsOnRecord && answer.Unwrap() is not IStatusCodeHttpResult { StatusCode: >= 400 })
        {
            // The action is complete, so audit it even if the caller has disconnected.
            await transaction.RunAsync(db, () => Task.FromResult(true), CancellationToken.None);
        }

        return answer;
    }
}
