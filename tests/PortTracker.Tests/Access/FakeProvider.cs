using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PortTracker.Tests.Access;

/// <summary>
/// An OpenID Connect provider on a local socket: discovery, keys, authorization code with PKCE, user info. It signs in
/// the user of <see cref="Sends"/>. It keeps to the protocol unless a test changes its answers.
/// </summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private const string ClientId = "porttracker";
    private readonly string secret = Guid.NewGuid().ToString();
    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, IQueryCollection> codes = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private FakeProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", Describe);
        app.MapGet("/keys", () => new { keys = (object[])[PublicKey()] });
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", TokenAsync);
        app.MapGet("/userinfo", () => UserInfo);
    }

    /// <summary>The claims of the next user.</summary>
    public Dictionary<string, object> Claims { get; private set; } = [];

    /// <summary>Additional claims of the user info endpoint.</summary>
    public Dictionary<string, object> MoreClaims { get; set; } = [];

    /// <summary>Changes the claims of the next tokens.</summary>
    public Action<Dictionary<string, object>> Distort { get; set; } = _ => { };

    /// <summary>The key that signs the tokens, if not the published one.</summary>
    public RSA? OtherKey { get; set; }

    /// <summary>The error of the next response, in place of a code.</summary>
    public string? Error { get; set; }

    /// <summary>The parameters of each authorization request.</summary>
    public ConcurrentQueue<IQueryCollection> Asked { get; } = [];

    public string Address => app.Urls.Single();

    /// <summary>The configuration of a host that trusts it.</summary>
    public Dictionary<string, string> Settings =>
        new(StringComparer.Ordinal)
        {
            ["Access:OpenIdConnect:Authority"] = Address,
            ["Access:OpenIdConnect:ClientId"] = ClientId,
            ["Access:OpenIdConnect:ClientSecret"] = secret,
            ["Access:OpenIdConnect:DisplayName"] = "Customs ID",
        };

    public static async Task<FakeProvider> StartAsync()
    {
        var provider = new FakeProvider();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>Sets the user of the next sign-ins.</summary>
    public void Sends(string subject, string name, params (string Claim, string[] Values)[] claims)
    {
        Claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = subject,
            ["preferred_username"] = name,
            ["name"] = $"{name} of the customs",
        };
        foreach (var (claim, values) in claims)
        {
            Claims[claim] = values;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private Dictionary<string, object> UserInfo => new(MoreClaims) { ["sub"] = Claims["sub"] };

    private object Describe() =>
        new
        {
            issuer = Address,
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            userinfo_endpoint = $"{Address}/userinfo",
            jwks_uri = $"{Address}/keys",
            response_types_supported = (string[])["code"],
            subject_types_supported = (string[])["public"],
            id_token_signing_alg_values_supported = (string[])["RS256"],
        };

    private object PublicKey()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = "the only",
            n = Base64UrlEncoder.Encode(parameters.Modulus),
            e = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private IResult Authorize(HttpRequest request)
    {
        var asked = request.Query;
        Asked.Enqueue(asked);
        if (
            asked["client_id"] != ClientId
            || asked["response_type"] != "code"
            || asked["code_challenge_method"] != "S256"
            || asked["nonce"] is not [{ Length: > 0 }]
        )
        {
            return TypedResults.BadRequest("This is no request for a code with PKCE and a nonce.");
        }

        var code = Guid.NewGuid().ToString();
        codes[code] = asked;
        var answer = Error is null ? $"code={code}" : $"error={Error}";
        return TypedResults.Redirect(
            $"{asked["redirect_uri"]}?{answer}&state={Uri.EscapeDataString(asked["state"].ToString())}"
        );
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (
            form["grant_type"] != "authorization_code"
            || form["client_id"] != ClientId
            || form["client_secret"] != secret
            || !codes.TryRemove(form["code"].ToString(), out var asked)
            || form["redirect_uri"] != asked["redirect_uri"]
            || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
                != asked["code_challenge"]
        )
        {
            return TypedResults.BadRequest(new { error = "invalid_grant" });
        }

        return TypedResults.Ok(
            new
            {
                access_token = Guid.NewGuid().ToString(),
                token_type = "Bearer",
                expires_in = 300,
                id_token = IdToken(asked["nonce"].ToString()),
            }
        );
    }

    /// <summary>By the system clock, as any provider.</summary>
    private string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>(Claims, StringComparer.Ordinal)
        {
            ["iss"] = Address,
            ["aud"] = ClientId,
            ["nonce"] = nonce,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        Distort(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Claims = claims,
                SigningCredentials = new SigningCredentials(
                    new RsaSecurityKey(OtherKey ?? key) { KeyId = "the only" },
                    SecurityAlgorithms.RsaSha256
                ),
            }
        );
    }
}
