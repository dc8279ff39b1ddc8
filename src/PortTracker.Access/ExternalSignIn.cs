using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PortTracker.Access;

/// <summary>
/// A person signs in for the pages with an account at an external OpenID Connect provider, by authorization code with PKCE. The session is
/// one of ours; a second factor is the provider's business.
/// </summary>
internal static class ExternalSignIn
{
    /// <summary>Where the provider sends people back to; the web forwards it with all that begins like it.</summary>
    public const string Callback = "/api/access/external/callback";

    private const string Scheme = "External";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds the provider, if one is configured.</summary>
    public static void AddExternalSignIn(this IHostApplicationBuilder builder)
    {
        var provider = builder.Configuration.GetSection("Access").Get<AccessOptions>()?.OpenIdConnect;
        if (provider is not { IsConfigured: true })
        {
            return;
        }

        provider.Check();
        builder.Services.AddScoped<ExternalDoorkeeper>();
        builder.Services.AddScoped<ExternalSignInEvents>();
        builder.Services.AddAuthentication().AddOpenIdConnect(Scheme, oidc => Configure(oidc, provider));
    }

    public static Results<Ok<ExternalProvider>, ProblemHttpResult> Show(IOptions<AccessOptions> options) =>
        options.Value.OpenIdConnect is { IsConfigured: true } provider
            ? TypedResults.Ok(new ExternalProvider { DisplayName = provider.DisplayName })
            : NoProvider();

    /// <summary>Sends the browser to the provider.</summary>
    public static async Task<Results<ChallengeHttpResult, ProblemHttpResult>> BeginAsync(
        string? returnUrl,
        IOptions<AccessOptions> options,
        IOptionsMonitor<OpenIdConnectOptions> oidc,
        CancellationToken cancellationToken
    )
    {
        if (options.Value.OpenIdConnect is not { IsConfigured: true } provider)
        {
            return NoProvider();
        }

        try
        {
            await oidc.Get(Scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return TypedResults.Problem(
                title: "The provider does not answer.",
                detail: $"Nobody can sign in with {provider.DisplayName} now: try again in a moment, or sign in with a password.",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }

        return TypedResults.Challenge(
            new AuthenticationProperties { RedirectUri = ReturnAddress.LocalOrHome(returnUrl) },
            [Scheme]
        );
    }

    private static ProblemHttpResult NoProvider() =>
        Problems.NotFound("There is no external provider here: sign in with name and password.");

    private static void Configure(OpenIdConnectOptions oidc, ExternalProviderOptions provider)
    {
        oidc.Authority = provider.Authority;
        oidc.RequireHttpsMetadata = !provider.IsOnThisMachine;
        oidc.ClientId = provider.ClientId;
        oidc.ClientSecret = provider.ClientSecret;
        oidc.BackchannelTimeout = Patience;
        oidc.DisableTelemetry = true;
        oidc.SignInScheme = IdentityConstants.ApplicationScheme;
        oidc.EventsType = typeof(ExternalSignInEvents);

        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes with a navigation, which brings cookies along that no request within another site's pages does. A posted form
        // would need cookies for all sites.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.CorrelationCookie.SameSite = oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.CorrelationCookie.SecurePolicy = oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.CallbackPath = Callback;
        oidc.AccessDeniedPath = AccessSchemes.SignInPage;
        oidc.ReturnUrlParameter = "returnUrl";
        // Our sessions are ended here, and by nobody else.
        oidc.RemoteSignOutPath = default;
        oidc.SignedOutCallbackPath = default;

        oidc.Scope.Clear();
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            oidc.Scope.Add(scope);
        }

        // Claims are called here what the provider calls them, and may come with the token or with the user's information.
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.ClaimActions.Remove("iss");
        foreach (var claim in (string[])[ClaimNames.UserName, .. provider.Claims.All])
        {
            oidc.ClaimActions.MapJsonKey(claim, claim);
        }
    }
}

/// <summary>What comes back from the provider.</summary>
internal sealed partial class ExternalSignInEvents(
    AccessDb db,
    ExternalDoorkeeper doorkeeper,
    AccessRegister register,
    IOptions<AccessOptions> options,
    ILogger<ExternalSignInEvents> logger
) : OpenIdConnectEvents
{
    private readonly string provider = options.Value.OpenIdConnect!.DisplayName;

    /// <summary>The provider has said who it is, and all that proves it was looked at.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        db.AuditAsDoneBy(http);
        var admission = await doorkeeper.AdmitAsync(context.Principal!, http.RequestAborted);
        await register.RefreshAsync(http.RequestAborted);
        if (admission.User is not { } user)
        {
            LogRefused(context.Principal!.FindFirst("sub")!.Value, admission.WhyNot);
            context.HandleResponse();
            await new ExternalRefusal(
                StatusCodes.Status403Forbidden,
                "You may not come in here.",
                $"{provider} says who you are, but not that you may do anything here. Tell the administrator: {admission.WhyNot}"
            ).ExecuteAsync(http);
            return;
        }

        context.Principal = user;
        // Not longer for being used: from time to time the provider has to say again what the user may do.
        context.Properties = new AuthenticationProperties { AllowRefresh = false };
        http.ForgetAntiforgery();
    }

    /// <summary>What came is no answer to a question of this browser, or does not prove what it says.</summary>
    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        LogFailed(context.Failure);
        context.HandleResponse();
        await new ExternalRefusal(
            StatusCodes.Status401Unauthorized,
            "Not signed in.",
            $"The sign-in with {provider} was not completed: begin it again. If that does not help, tell the administrator when it was; the log says why."
        ).ExecuteAsync(context.HttpContext);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} was refused after the external sign-in: {WhyNot}")]
    private partial void LogRefused(string subject, string whyNot);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An external sign-in failed")]
    private partial void LogFailed(Exception? e);
}

/// <summary>A refusal that a person reads in the browser, or a program as problem details.</summary>
internal sealed class ExternalRefusal(int status, string title, string detail) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (!httpContext.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html"))
        {
            return TypedResults.Problem(title: title, detail: detail, statusCode: status).ExecuteAsync(httpContext);
        }

        var html = HtmlEncoder.Default;
        return TypedResults
            .Content(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>{html.Encode(title)}</title>
                <h1>{html.Encode(title)}</h1>
                <p>{html.Encode(detail)}</p>
                <p><a href="{AccessSchemes.SignInPage}">Sign in</a></p>
                </html>
                """,
                "text/html; charset=utf-8",
                contentEncoding: null,
                status
            )
            .ExecuteAsync(httpContext);
    }
}
