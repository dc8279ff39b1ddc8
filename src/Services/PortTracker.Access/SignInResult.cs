using System.Security.Claims;

namespace PortTracker.Access;

/// <summary>The result of a sign-in attempt.</summary>
internal sealed record SignInResult(
    ClaimsPrincipal? User,
    DateTimeOffset? EndsAt = null,
    string? Needs = null,
    TimeSpan? Wait = null
)
{
    public static SignInResult Refused { get; } = new(User: null);
    public static SignInResult CodeNeeded { get; } = new(User: null, Needs: "code");

    /// <summary>The one-time password is right, but has expired.</summary>
    public static SignInResult PasswordExpired { get; } = new(User: null, Needs: "password");

    public static SignInResult TooMany(TimeSpan wait) => new(User: null, Wait: wait);
}
