using System.Security.Claims;

namespace PortTracker.Access;

/// <summary>The result of a sign-in attempt.</summary>
internal sealed record SignInResult(ClaimsPrincipal? User, DateTimeOffset? EndsAt = null, string? Needs = null)
{
    public static SignInResult Refused { get; } = new(User: null);
    public static SignInResult CodeNeeded { get; } = new(User: null, Needs: "code");
}
