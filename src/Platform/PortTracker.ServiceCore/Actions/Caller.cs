using System.Security.Claims;
using PortTracker.Contracts.Access;

namespace PortTracker.ServiceCore.Actions;

/// <summary>The person or system that acts, and its permissions.</summary>
/// <param name="user">The principal. Anonymous principals have no permissions.</param>
public sealed class Caller(ClaimsPrincipal user)
{
    /// <summary>The value for all ports.</summary>
    public const string EveryPort = "*";

    /// <summary>Creates a caller for actions without a request, such as those of a rule or an event. It may act at every port.</summary>
    public static Caller Named(string name) =>
        new(
            new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(CallerClaims.Port, EveryPort)])
            )
        );

    /// <summary>The name of the account or the API key.</summary>
    public string Name => user.FindFirstValue(ClaimTypes.Name) ?? "system";

    /// <summary>The id of the account or the API key.</summary>
    public Guid? Id => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The USCC of the caller's firm, which limits the caller to its movements; null for staff.</summary>
    public string? Firm => user.FindFirstValue(CallerClaims.Firm);

    /// <summary>The action that the caller must complete first; null if there is none.</summary>
    public RequiredAction? RequiredAction =>
        Enum.TryParse<RequiredAction>(user.FindFirstValue(CallerClaims.RequiredAction), out var action) ? action : null;

    internal bool IsStaff => Roles.Staff.Any(user.IsInRole);

    /// <summary>Whether the caller may see this operator's movements.</summary>
    public bool Sees(string @operator) => Firm is not { } firm || firm == @operator;

    public bool MayActAt(string port) =>
        user.HasClaim(claim =>
            claim.Type is CallerClaims.Port
            && (claim.Value is EveryPort || string.Equals(claim.Value, port, StringComparison.OrdinalIgnoreCase))
        );

    /// <summary>
    /// Whether the caller may read what happens at a port. Officers and supervisors read where they act; the other staff read everywhere, and
    /// firms their own movements.
    /// </summary>
    public bool MayReadAt(string port) => ReadablePorts is not { } own || own.Contains(port, StringComparer.Ordinal);

    /// <summary>The only ports that the caller may read, in upper case; null for all.</summary>
    public IReadOnlyList<string>? ReadablePorts =>
        Firm is not null || Is(Roles.Manager, Roles.Administrator, Roles.Auditor) || MayActAt(EveryPort)
            ? null
            : [.. user.FindAll(CallerClaims.Port).Select(claim => claim.Value.ToUpperInvariant())];

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
