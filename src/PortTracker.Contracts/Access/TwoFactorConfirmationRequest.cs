using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/me/two-factor/confirmations</c>: turns the second factor on.</summary>
public sealed record TwoFactorConfirmationRequest
{
    /// <summary>Code of the authenticator app (6 digits).</summary>
    [NotBlank(16)]
    public required string Code { get; init; }
}
