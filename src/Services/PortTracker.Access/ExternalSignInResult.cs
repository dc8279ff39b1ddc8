using System.Security.Claims;

namespace PortTracker.Access;

/// <summary>The result of a sign-in at the external provider: the user, or the reason for a refusal.</summary>
internal sealed record ExternalSignInResult(ClaimsPrincipal? User, DateTimeOffset? EndsAt = null, string Reason = "");
