using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortTracker.ServiceCore.Actions;

namespace PortTracker.ServiceHosting.Access;

/// <summary>Authenticates a firm's systems by their API keys.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AccessRegister register
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = AccessSchemes.TokenOf(Request) ?? "";
        var hash = Convert.ToHexString(ApiKeys.HashOf(token));
        if (await register.FindAsync(hash, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("The API key is unknown, expired or revoked.");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()),
                new Claim(ClaimTypes.Name, key.Name),
                new Claim(CallerClaims.Firm, key.Firm),
                .. key.Scopes.Split(',').Select(scope => new Claim(CallerClaims.Scope, scope)),
            ],
            Name
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }
}
