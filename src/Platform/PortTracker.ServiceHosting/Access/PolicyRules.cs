using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;

namespace PortTracker.ServiceHosting.Access;

/// <summary>The rules of the authorization policies.</summary>
public static class PolicyRules
{
    private static readonly FrozenDictionary<string, Predicate<Caller>> Rules = new Dictionary<
        string,
        Predicate<Caller>
    >(StringComparer.Ordinal)
    {
        [Policies.EntryOfficers] = caller => caller.MayActIn(ServiceNames.Entry),
        [Policies.InspectionOfficers] = caller => caller.MayActIn(ServiceNames.Inspection),
        [Policies.ClearanceOfficers] = caller => caller.MayActIn(ServiceNames.Clearance),
        [Policies.Supervisors] = caller => caller.Is(Roles.Supervisor),
        [Policies.Announcers] = caller => caller.MayActIn(ServiceNames.Entry) || caller.MayAsFirm(Scopes.Announce),
        [Policies.Readers] = caller => caller.IsStaff || caller.MayAsFirm(Scopes.Read),
        [Policies.Firms] = caller => caller.MayAsFirm(Scopes.Read),
        [Policies.Staff] = caller => caller.IsStaff,
        [Policies.Managers] = caller => caller.Is(Roles.Manager, Roles.Administrator, Roles.Auditor),
        [Policies.Aggregators] = caller => caller.Is(Roles.Manager, Roles.Administrator),
        [Policies.Administrators] = caller => caller.Is(Roles.Administrator),
        [Policies.Auditors] = caller => caller.Is(Roles.Auditor, Roles.Administrator),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The roles that satisfy a policy, some of them only at the stages assigned to the user.</summary>
    public static IReadOnlyList<string> RolesOf(string policy) =>
        Rules.TryGetValue(policy, out var rule) ? [.. Roles.All.Where(role => rule(CallerIn(role)))] : [];

    internal static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(
            Policies.SignedIn,
            policy => policy.RequireAuthenticatedUser().RequireClaim(CallerClaims.Stamp)
        );
        foreach (var (name, rule) in Rules)
        {
            options.AddPolicy(name, policy => policy.RequireAssertion(context => rule(new Caller(context.User))));
        }

        // A route without a policy is closed to everyone. Blazor's script route cannot have a policy, so it is open by path.
        options.FallbackPolicy = options.DefaultPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context =>
                context.Resource is HttpContext http
                && (
                    http.Request.Path.StartsWithSegments("/_framework", StringComparison.OrdinalIgnoreCase)
                    // Routing's own error endpoints: method not allowed, unsupported media type.
                    || (http.GetEndpoint() is not RouteEndpoint && context.User.Identity is { IsAuthenticated: true })
                )
            )
            .Build();
    }

    private static Caller CallerIn(string role) =>
        new(
            new ClaimsPrincipal(
                new ClaimsIdentity([
                    new Claim(ClaimTypes.Role, role),
                    .. ServiceNames.Sources.Select(stage => new Claim(CallerClaims.Stage, stage)),
                    .. role is Roles.Operator
                        ? Scopes
                            .All.Select(scope => new Claim(CallerClaims.Scope, scope))
                            .Prepend(new Claim(CallerClaims.Firm, ""))
                        : [],
                ])
            )
        );
}
