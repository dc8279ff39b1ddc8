using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortTracker.ServiceDefaults;

/// <summary>Signs in a firm's own systems by their API keys.</summary>
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
        var given = AccessSchemes.TokenOf(Request) ?? "";
        var hash = Convert.ToHexString(ApiKeys.HashOf(given));
        if (await register.FindAsync(hash, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("This key is not known here, has run out or was revoked.");
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

/// <summary>What an API key looks like, and what is kept of it.</summary>
public static class ApiKeys
{
    /// <summary>How each begins, so that people and scanners know one when they see it.</summary>
    public const string Prefix = "ptk_";

    private const int RandomBytes = 32;

    public static string Make() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>A key is as random as its hash: no salt and no slow hash are needed to keep it from being guessed.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
