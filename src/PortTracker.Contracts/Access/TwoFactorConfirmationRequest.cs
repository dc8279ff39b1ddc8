using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/me/two-factor/confirmations</c>: turns the second factor on.</summary>
public sealed record TwoFactorConfirmationRequest
{
    /// <summary>The account's password.</summary>
    [NotBlank(200, IsSecret = true)]
    public required string Password { get; init; }

    /// <summary>Code of the authenticator app (6 digits).</summary>
    [NotBlank(16)]
    public required string Code { get; init; }
}
