using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using PortTracker.Web.Access;

namespace PortTracker.Host;

/// <summary>Tells pages, while they are made, who looks at them.</summary>
internal static class Visitors
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
            Duty = new Caller(user).Duty,
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
