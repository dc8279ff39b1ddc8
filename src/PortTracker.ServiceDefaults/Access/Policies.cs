using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PortTracker.ServiceDefaults;

/// <summary>Who may call what; named on the route groups and on the hub's methods.</summary>
public static class Policies
{
    /// <summary>Everyone who has signed in, with a duty still to be done or not.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Officers and supervisors at the gate and in the queue.</summary>
    public const string EntryOfficers = nameof(EntryOfficers);

    /// <summary>Officers and supervisors of the inspection.</summary>
    public const string InspectionOfficers = nameof(InspectionOfficers);

    /// <summary>Officers and supervisors of the clearance.</summary>
    public const string ClearanceOfficers = nameof(ClearanceOfficers);

    /// <summary>Supervisors: they change what others decided.</summary>
    public const string Supervisors = nameof(Supervisors);

    /// <summary>Those who may announce vehicles: a firm its own, the gate's officers any.</summary>
    public const string Announcers = nameof(Announcers);

    /// <summary>Those who may see movements: staff every one, a firm its own.</summary>
    public const string Readers = nameof(Readers);

    /// <summary>Firms: they see their own movements.</summary>
    public const string Firms = nameof(Firms);

    /// <summary>Those who may see every movement.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>Those who may read totals.</summary>
    public const string Managers = nameof(Managers);

    /// <summary>Those who run imports and jobs, and make users and keys.</summary>
    public const string Administrators = nameof(Administrators);

    /// <summary>Those who may compare the services' records.</summary>
    public const string Auditors = nameof(Auditors);

    internal static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser().RequireClaim(CallerClaims.Stamp));
        Allow(EntryOfficers, caller => caller.MayActIn(ServiceNames.Entry));
        Allow(InspectionOfficers, caller => caller.MayActIn(ServiceNames.Inspection));
        Allow(ClearanceOfficers, caller => caller.MayActIn(ServiceNames.Clearance));
        Allow(Supervisors, caller => caller.Is(Roles.Supervisor));
        Allow(Announcers, caller => caller.MayActIn(ServiceNames.Entry) || caller.MayAsFirm(Scopes.Announce));
        Allow(Readers, caller => caller.IsStaff || caller.MayAsFirm(Scopes.Read));
        Allow(Firms, caller => caller.MayAsFirm(Scopes.Read));
        Allow(Staff, caller => caller.IsStaff);
        Allow(Managers, caller => caller.Is(Roles.Manager, Roles.Administrator, Roles.Auditor));
        Allow(Administrators, caller => caller.Is(Roles.Administrator));
        Allow(Auditors, caller => caller.Is(Roles.Auditor, Roles.Administrator));
        // A route that nobody thought of is closed, to everyone. Blazor maps one of its own scripts without a way to open it by name.
        options.FallbackPolicy = options.DefaultPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context =>
                context.Resource is HttpContext http
                && (
                    http.Request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal)
                    // The routing's own refusals: no such method, no such media type.
                    || (http.GetEndpoint() is not RouteEndpoint && context.User.Identity is { IsAuthenticated: true })
                )
            )
            .Build();

        void Allow(string name, Predicate<Caller> may) =>
            options.AddPolicy(name, policy => policy.RequireAssertion(context => may(new Caller(context.User))));
    }
}
