using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortTracker.ServiceDefaults;

/// <summary>Who may call what; named on the route groups.</summary>
public static class Policies
{
    /// <summary>Officers and supervisors: they act on movements.</summary>
    public const string Officers = nameof(Officers);

    /// <summary>Supervisors: they change what others decided.</summary>
    public const string Supervisors = nameof(Supervisors);

    /// <summary>Those who may announce vehicles.</summary>
    public const string Announcers = nameof(Announcers);

    /// <summary>Those who may see every movement.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>Those who may read totals.</summary>
    public const string Managers = nameof(Managers);

    /// <summary>Those who run imports and jobs.</summary>
    public const string Administrators = nameof(Administrators);

    /// <summary>Those who may compare the services' records.</summary>
    public const string Auditors = nameof(Auditors);

    internal static void Configure(AuthorizationOptions options)
    {
        Allow(Officers, Roles.Officer, Roles.Supervisor);
        Allow(Supervisors, Roles.Supervisor);
        Allow(Announcers, Roles.Operator, Roles.Officer, Roles.Supervisor);
        Allow(Staff, Roles.Officer, Roles.Supervisor, Roles.Manager, Roles.Administrator, Roles.Auditor);
        Allow(Managers, Roles.Manager, Roles.Administrator, Roles.Auditor);
        Allow(Administrators, Roles.Administrator);
        Allow(Auditors, Roles.Auditor, Roles.Administrator);
        // A route that nobody thought of is closed. Blazor maps one of its own scripts without a way to open it by name.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context =>
                context.User.Identity is { IsAuthenticated: true }
                || context.Resource is HttpContext { Request.Path: var path }
                    && path.StartsWithSegments("/_framework", StringComparison.Ordinal)
            )
            .Build();

        void Allow(string policy, params string[] roles) => options.AddPolicy(policy, p => p.RequireRole(roles));
    }
}

/// <summary>Stands in for a sign-in: takes name and roles from the headers of <see cref="Headers"/>.</summary>
internal sealed class HeaderAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Header";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var actor = Request.Headers[Headers.Actor].ToString();
        if (actor.Length is 0 or > 100)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new Claim(ClaimTypes.Name, actor));
        var roles = Request
            .Headers[Headers.Roles]
            .ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        identity.AddClaims(
            roles
                .Intersect(Contracts.Roles.All, StringComparer.Ordinal)
                .Select(role => new Claim(ClaimTypes.Role, role))
        );
        return Task.FromResult(
            AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name))
        );
    }
}

public static class AccessExtensions
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services
            .AddAuthentication(HeaderAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(
                HeaderAuthentication.Name,
                configureOptions: null
            );
        services.AddAuthorization(Policies.Configure);
        return services;
    }
}
