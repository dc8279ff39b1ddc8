using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Access;
using PortTracker.Web.Shared;

namespace PortTracker.Host;

/// <summary>Describes the visitor to pages that the server renders.</summary>
internal static class PageVisitors
{
    public static Visitor Of(IServiceProvider services)
    {
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext!;
        var user = http.User;
        var refusal = http.Features.Get<IStatusCodeReExecuteFeature>();
        return new Visitor
        {
            Name = user.FindFirstValue(ClaimTypes.Name),
            Roles = [.. user.FindAll(ClaimTypes.Role).Select(role => role.Value)],
            RequiredAction = new Caller(user).RequiredAction,
            Address = refusal is null
                ? http.Request.Path + http.Request.QueryString.ToString()
                : refusal.OriginalPath + refusal.OriginalQueryString,
            Needed =
            [
                .. PoliciesOf(refusal?.Endpoint).SelectMany(PolicyRules.RolesOf).Distinct(StringComparer.Ordinal),
            ],
            DemoAccounts = services.GetService<DemoAccounts>()?.Offered,
        };
    }

    private static IEnumerable<string> PoliciesOf(Endpoint? page) =>
        page?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(needs => needs.Policy).OfType<string>() ?? [];
}
