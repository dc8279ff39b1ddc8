using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/me/two-factor/removals</c>: turns the second factor off. Answers 204.</summary>
public sealed record TwoFactorRemovalRequest
{
    /// <summary>The account's password.</summary>
    [NotBlank(200, IsSecret = true)]
    public required string Password { get; init; }

    /// <summary>Code of the authenticator app (6 digits), or one of the recovery codes.</summary>
    [NotBlank(32)]
    public required string Code { get; init; }
}
