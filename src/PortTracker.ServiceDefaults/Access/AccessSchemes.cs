using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// How callers prove who they are, the same in every process: pages by a cookie, programs by a bearer token, a firm's systems by an API key.
/// Cookies and tokens are protected by keys in the access service's database, which all processes read.
/// </summary>
public static class AccessSchemes
{
    /// <summary>Where a page sends people to sign in.</summary>
    public const string SignInPage = "/sign-in";

    /// <summary>Where a page sends people who have a duty to do first.</summary>
    public const string AccountPage = "/account";

    private const string AntiforgeryCookie = "porttracker.antiforgery";
    private const string Any = "Any";
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan SessionLasts = TimeSpan.FromHours(12);

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
            antiforgery.HeaderName = Headers.Antiforgery;
            antiforgery.Cookie.Name = AntiforgeryCookie;
            // One for all pages: the jobs page would have one of its own.
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The Content-Security-Policy of every answer says more.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<CurrentCaller>();
        services.AddRegister(builder.Configuration);
    }

    /// <summary>
    /// Authentication, how much each caller may ask for, authorization, and that no other site writes in the name of who is signed in here.
    /// </summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.Use(EndRevokedSessionsAsync);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(RequireAntiforgeryAsync);
    }

    /// <summary>A session begins or ends in this browser: antiforgery tokens from before hold no longer.</summary>
    public static void ForgetAntiforgery(this HttpContext http) => http.Response.Cookies.Delete(AntiforgeryCookie);

    /// <summary>The token or key that comes with a request. The hub's comes in its address where a browser can send no header.</summary>
    internal static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim()
            : request.Path.StartsWithSegments(IQueueHub.Route, StringComparison.Ordinal)
            && request.Query["access_token"].ToString() is { Length: > 0 } token
                ? token
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
        cookie.ExpireTimeSpan = SessionLasts;
        cookie.LoginPath = SignInPage;
        cookie.AccessDeniedPath = AccountPage;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnRedirectToLogin = context =>
        {
            if (IsForPage(context.Request))
            {
                // Without the host, which of a forwarded request is this process's own and not the one that the browser knows.
                context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
            }
            else if (context.Request.HasFormContentType)
            {
                // Only pages send forms to the API, and people want a page for an answer.
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
                IsForPage(context.Request)
                && context.HttpContext.User.HasClaim(claim => claim.Type is CallerClaims.Duty)
            )
            {
                // No role opens a page before that is done.
                context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }

            return Task.CompletedTask;
        };
    }

    private static bool IsForPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal);

    private static void AddRegister(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRegisterStore(configuration);
        services.AddSingleton<AccessRegister>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessRegister>());
        services
            .AddDataProtection()
            // The same name everywhere: what one process protects the others read.
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
    /// A browser sends the cookie along with whatever another site makes it send; the token only our own pages know. What anyone may call
    /// does nothing in anybody's name, or is passed on to a service that asks for the token itself.
    /// </summary>
    private static async Task RequireAntiforgeryAsync(HttpContext http, RequestDelegate next)
    {
        var scheme = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme;
        if (
            scheme == IdentityConstants.ApplicationScheme
            && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && !HttpMethods.IsGet(http.Request.Method)
            && !HttpMethods.IsHead(http.Request.Method)
            && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
            && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
        )
        {
            if (http.Request.HasFormContentType)
            {
                // The page is of another session than the one that the browser has now.
                http.Response.Redirect(SignInPage);
                return;
            }

            await Problems
                .Invalid(Headers.Antiforgery, "Send the antiforgeryToken of GET /api/access/me in this header.")
                .ExecuteAsync(http);
            return;
        }

        await next(http);
    }
}
