using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Problems;
using PortTracker.ServiceHosting.Requests;

namespace PortTracker.ServiceHosting.Access;

/// <summary>
/// The authentication schemes of every process: a cookie for pages, a bearer token for programs, an API key for a firm's systems.
/// Keys in the access service's database, which all processes read, protect cookies and tokens.
/// </summary>
public static class AccessSchemes
{
    /// <summary>The page for signing in.</summary>
    public const string SignInPage = "/sign-in";

    /// <summary>The page for people who must complete a required action first.</summary>
    public const string AccountPage = "/account";

    private const string AntiforgeryCookie = "porttracker.antiforgery";
    private const string Any = "Any";
    private const string Bearer = "Bearer ";

    internal static void AddAccess(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddAuthentication(Any)
            .AddPolicyScheme(Any, displayName: null, any => any.ForwardDefaultSelector = http => SchemeOf(http.Request))
            .AddCookie(IdentityConstants.ApplicationScheme, Configure)
            .AddBearerToken(IdentityConstants.BearerScheme, bearer => bearer.Events.OnMessageReceived = TakeTokenAsync)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(
                ApiKeyAuthentication.Name,
                configureOptions: null
            );
        services.AddAuthorization(PolicyRules.Configure);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = RequestHeaders.Antiforgery;
            antiforgery.Cookie.Name = AntiforgeryCookie;
            // One cookie for all pages: otherwise the jobs page would have its own.
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The Content-Security-Policy of every response covers it.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<CurrentCaller>();
        services.AddRegister();
    }

    /// <summary>
    /// Adds authentication, rate limits, authorization and protection against cross-site request forgery.
    /// </summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.Use(EndRevokedSessionsAsync);
        app.UseHubOrigins();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(RequireAntiforgeryAsync);
    }

    /// <summary>Invalidates the browser's antiforgery token. Call it when a session begins or ends.</summary>
    public static void ForgetAntiforgery(this HttpContext http) => http.Response.Cookies.Delete(AntiforgeryCookie);

    /// <summary>The token or key of a request. For the hub it can be in the query, because browsers cannot send headers there.</summary>
    internal static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim()
            : request.IsForHub() && request.Query["access_token"].ToString() is { Length: > 0 } token ? token
            : null;
    }

    private static string SchemeOf(HttpRequest request) =>
        TokenOf(request) switch
        {
            null => IdentityConstants.ApplicationScheme,
            var token when token.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal) => ApiKeyAuthentication.Name,
            _ => IdentityConstants.BearerScheme,
        };

    private static Task TakeTokenAsync(MessageReceivedContext context)
    {
        context.Token = TokenOf(context.Request);
        return Task.CompletedTask;
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "porttracker";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The session has an absolute end, which the access service sets.
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignInPage;
        cookie.AccessDeniedPath = AccountPage;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnRedirectToLogin = context =>
        {
            if (context.Request.IsForPage())
            {
                // Without the host: for a forwarded request it would be this process's host, not the browser's.
                context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
            }
            else if (context.Request.HasFormContentType)
            {
                // Only pages send forms to the API, and people expect a page in response.
                context.Response.Redirect(SignInPage);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = "Bearer";
            }

            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            if (
                context.Request.IsForPage()
                && context.HttpContext.User.HasClaim(claim => claim.Type is CallerClaims.RequiredAction)
            )
            {
                // No role opens a page until the required action is complete.
                context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }

            return Task.CompletedTask;
        };
    }

    private static void AddRegister(this IServiceCollection services)
    {
        services.AddDbContext<RegisterDb>(
            (provider, options) =>
            {
                provider.GetRequiredService<IStorage>().Connect(options, ServiceNames.Access, isOwner: false);
                options.AddInterceptors(provider.GetServices<IInterceptor>());
            }
        );
        services.AddSingleton<AccessRegister>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessRegister>());
        services
            .AddDataProtection()
            // The same name in every process, so that each can read what another protects.
            .SetApplicationName("PortTracker")
            .PersistKeysToDbContext<RegisterDb>()
            .DisableAutomaticKeyGeneration();
    }

    private static async Task EndRevokedSessionsAsync(HttpContext http, RequestDelegate next)
    {
        if (
            http.User.HasClaim(claim => claim.Type is CallerClaims.Stamp)
            && !await http
                .RequestServices.GetRequiredService<AccessRegister>()
                .HoldsAsync(http.User, http.RequestAborted)
        )
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(http);
    }

    /// <summary>
    /// Requires the antiforgery token for every write with a cookie, which browsers also send for other sites. Anonymous routes are exempt:
    /// they do not act for the caller, or forward the request to a service that checks the token.
    /// </summary>
    private static async Task RequireAntiforgeryAsync(HttpContext http, RequestDelegate next)
    {
        if (
            http.IsSignedInByCookie()
            && !HttpMethods.IsGet(http.Request.Method)
            && !HttpMethods.IsHead(http.Request.Method)
            && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
            && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
        )
        {
            if (http.Request.HasFormContentType)
            {
                // The page belongs to another session than the browser's current one.
                http.Response.Redirect(SignInPage);
                return;
            }

            await ProblemResults
                .Invalid(RequestHeaders.Antiforgery, "Send the antiforgeryToken of GET /api/access/me in this header.")
                .ExecuteAsync(http);
            return;
        }

        await next(http);
    }
}
