using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace PortTracker.ServiceDefaults;

/// <summary>What is said of a caller, beside name and roles, in cookies, tokens and of API keys.</summary>
public static class CallerClaims
{
    /// <summary>A port where the caller may act, or <see cref="Caller.EveryPort"/>.</summary>
    public const string Port = "port";

    /// <summary>A stage at which an officer may act.</summary>
    public const string Stage = "stage";

    /// <summary>USCC of the caller's firm.</summary>
    public const string Firm = "firm";

    /// <summary>What one may do in the name of the firm.</summary>
    public const string Scope = "scope";

    /// <summary>What has to be done first; there are no roles as long as there is one.</summary>
    public const string Duty = "duty";

    /// <summary>The account's security stamp: a new one ends all sessions that carry the old one.</summary>
    public const string Stamp = "stamp";
}

/// <summary>Who does something, and what that one may do.</summary>
/// <param name="user">The principal; anonymous ones may nothing.</param>
public sealed class Caller(ClaimsPrincipal user)
{
    /// <summary>Stands for all ports.</summary>
    public const string EveryPort = "*";

    /// <summary>One that acts without being asked, such as a rule, or in the name of whom an event tells: it may act anywhere.</summary>
    public static Caller Named(string name) =>
        new(
            new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(CallerClaims.Port, EveryPort)])
            )
        );

    /// <summary>Name of the account or of the API key.</summary>
    public string Name => user.FindFirstValue(ClaimTypes.Name) ?? "system";

    /// <summary>Identity of the account or of the API key.</summary>
    public Guid? Id => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>USCC of the firm to whose movements the caller is bound; null for staff, who are bound to none.</summary>
    public string? Firm => user.FindFirstValue(CallerClaims.Firm);

    /// <summary>What has to be done first; null when nothing has.</summary>
    public Duty? Duty => Enum.TryParse<Duty>(user.FindFirstValue(CallerClaims.Duty), out var duty) ? duty : null;

    internal bool IsStaff => Roles.Staff.Any(user.IsInRole);

    /// <summary>Whether the caller may know of this operator's movements.</summary>
    public bool Sees(string @operator) => Firm is not { } firm || firm == @operator;

    public bool MayActAt(string port) =>
        user.HasClaim(claim =>
            claim.Type is CallerClaims.Port
            && (claim.Value is EveryPort || string.Equals(claim.Value, port, StringComparison.OrdinalIgnoreCase))
        );

    internal bool Is(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (user.IsInRole(role))
            {
                return true;
            }
        }

        return false;
    }

    internal bool MayActIn(string stage) =>
        Is(Roles.Supervisor) || (Is(Roles.Officer) && user.HasClaim(CallerClaims.Stage, stage));

    internal bool MayAsFirm(string scope) => Firm is not null && user.HasClaim(CallerClaims.Scope, scope);
}

/// <summary>The caller of the present request.</summary>
public sealed class CurrentCaller(IHttpContextAccessor http)
{
    public Caller Caller => new(http.HttpContext?.User ?? new ClaimsPrincipal());
}
