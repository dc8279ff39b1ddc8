using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary>
/// <c>POST /api/access/tokens</c>: signs a user in. Answers 200 with tokens, 401 with a problem that says in <c>needs</c> whether a second
/// factor is missing (<c>code</c>) or a one-time password has expired (<c>password</c>), 429 when it was tried too often.
/// </summary>
public sealed record SignInRequest
{
    /// <summary>Name of the account.</summary>
    [NotBlank(64)]
    public required string UserName { get; init; }

    /// <summary>Its password.</summary>
    [NotBlank(200, IsSecret = true)]
    public required string Password { get; init; }

    /// <summary>Code of the user's authenticator app (6 digits), or one of the recovery codes, where the account has a second factor.</summary>
    [MaxLength(32)]
    public string? Code { get; init; }
}
