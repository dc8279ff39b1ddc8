using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>
/// Users sign in to the pages with an account at an external OpenID Connect provider, by authorization code with PKCE. The session is
/// PortTracker's own; the provider checks the second factor.
/// </summary>
internal static class ExternalSignInEndpoints
{
    /// <summary>The address to which the provider redirects users.</summary>
    public const string Callback = "/api/access/external/callback";

    private const string Scheme = "External";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds the provider, if one is configured.</summary>
    public static void AddExternalSignIn(this PlatformBuilder platform)
    {
        var provider = platform.Configuration.GetSection("Access").Get<AccessOptions>()?.OpenIdConnect;
        if (provider is not { IsConfigured: true })
        {
            return;
        }

        provider.Check();
        platform.Services.AddScoped<ExternalSignInService>();
        platform.Services.AddScoped<ExternalSignInEvents>();
        platform.Services.AddAuthentication().AddOpenIdConnect(Scheme, oidc => Configure(oidc, provider));
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
                title: "The provider does not respond.",
                detail: $"Sign-in with {provider.DisplayName} is not possible at the moment. Try again soon, or sign in with a password.",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }

        return TypedResults.Challenge(
            new AuthenticationProperties { RedirectUri = LocalReturnUrl.OrHome(returnUrl) },
            [Scheme]
        );
    }

    private static ProblemHttpResult NoProvider() =>
        ProblemResults.NotFound("No external provider is configured. Sign in with name and password.");

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
        // The response is a navigation, which sends Lax cookies. A posted form would need SameSite=None.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.CorrelationCookie.SameSite = oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.CorrelationCookie.SecurePolicy = oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.CallbackPath = Callback;
        oidc.AccessDeniedPath = AccessSchemes.SignInPage;
        oidc.ReturnUrlParameter = "returnUrl";
        // Only PortTracker ends its sessions.
        oidc.RemoteSignOutPath = default;
        oidc.SignedOutCallbackPath = default;

        oidc.Scope.Clear();
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            oidc.Scope.Add(scope);
        }

        // Claims keep the provider's names. They are in the token or in the user-info response.
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.ClaimActions.Remove("iss");
        foreach (var claim in (string[])[ClaimNames.UserName, .. provider.Claims.All])
        {
            oidc.ClaimActions.MapJsonKey(claim, claim);
        }
    }
}
