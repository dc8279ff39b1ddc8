using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/me/password</c>: chooses a new password; all other sessions of the account end. Answers 204.</summary>
public sealed record PasswordChangeRequest
{
    /// <summary>The password now.</summary>
    [NotBlank(200, IsSecret = true)]
    public required string Current { get; init; }

    /// <summary>The new one: at least 12 characters, without the name of the account, and not a common one.</summary>
    [NotBlank(200, IsSecret = true)]
    public required string New { get; init; }
}
