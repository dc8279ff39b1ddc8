using System.ComponentModel.DataAnnotations;

namespace PortTracker.Contracts;

/// <summary>
/// <c>POST /api/access/tokens</c>: signs a user in. Answers 200 with tokens, 401 with a problem that says whether a second factor is
/// missing, 429 when it was tried too often.
/// </summary>
public sealed record SignInRequest
{
    /// <summary>Name of the account.</summary>
    [Given(64)]
    public required string UserName { get; init; }

    /// <summary>Its password.</summary>
    [Given(200)]
    public required string Password { get; init; }

    /// <summary>Code of the user's authenticator app (6 digits), or one of the recovery codes, where the account has a second factor.</summary>
    [MaxLength(32)]
    public string? Code { get; init; }
}

/// <summary><c>POST /api/access/tokens/refreshes</c>: new tokens for a refresh token. Answers 401 if it has run out or was revoked.</summary>
public sealed record RefreshRequest
{
    /// <summary>The refresh token.</summary>
    [Given(8_000)]
    public required string RefreshToken { get; init; }
}

/// <summary>
/// <c>GET /api/access/external/provider</c>: where people can sign in with an account that they have elsewhere; 404 where there is no such
/// place. A page sends them to <c>GET /api/access/external?returnUrl=/…</c> for it.
/// </summary>
public sealed record ExternalProvider
{
    /// <summary>Its name, for the button.</summary>
    public required string DisplayName { get; init; }
}

/// <summary>Tokens of a user who signed in.</summary>
public sealed record Tokens
{
    /// <summary>Sent as <c>Authorization: Bearer …</c> with each request.</summary>
    public required string AccessToken { get; init; }

    /// <summary>For how many seconds from now the access token holds.</summary>
    public required long ExpiresIn { get; init; }

    /// <summary>For new tokens without a password, for 14 days.</summary>
    public required string RefreshToken { get; init; }
}

/// <summary>What an account has to do before it may do anything else.</summary>
public enum Duty
{
    /// <summary>Choose a password in place of the one-time password: <c>POST /api/access/me/password</c>.</summary>
    ChangePassword,

    /// <summary>Set up a second factor, which administrators must have here: <c>POST /api/access/me/two-factor</c>.</summary>
    SetUpTwoFactor,
}

/// <summary>The user who calls: <c>GET /api/access/me</c>.</summary>
public sealed record Me
{
    /// <summary>Identity of the account.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the account.</summary>
    public required string UserName { get; init; }

    /// <summary>Name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Roles, as of <see cref="Contracts.Roles"/>; none while there is a duty.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Codes of the ports where the user may act; <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Ports { get; init; }

    /// <summary>Stages at which an officer may act: entry, inspection, clearance.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>USCC of the firm, for its users.</summary>
    public string? Firm { get; init; }

    /// <summary>Whether the account has a second factor.</summary>
    public required bool HasTwoFactor { get; init; }

    /// <summary>Whether the user signs in at the external provider, where password and second factor are changed.</summary>
    public bool IsExternal { get; init; }

    /// <summary>What has to be done first; null when nothing has.</summary>
    public Duty? Duty { get; init; }

    /// <summary>
    /// For a page, signed in by its cookie: what it sends in the header <c>X-Antiforgery</c> with each write. Null for bearer tokens, which
    /// need none.
    /// </summary>
    public string? AntiforgeryToken { get; init; }
}

/// <summary><c>POST /api/access/me/password</c>: chooses a new password; all other sessions of the account end. Answers 204.</summary>
public sealed record PasswordChange
{
    /// <summary>The password now.</summary>
    [Given(200)]
    public required string Current { get; init; }

    /// <summary>The new one: at least 12 characters, not the name of the account.</summary>
    [Given(200)]
    public required string New { get; init; }
}

/// <summary><c>POST /api/access/me/two-factor</c>: begins to set up an authenticator app. A code of it confirms that it works.</summary>
public sealed record TwoFactorSetUp
{
    /// <summary>The key, for typing into the app.</summary>
    public required string SharedKey { get; init; }

    /// <summary>The key as <c>otpauth://</c> address, which opens the app on the same device.</summary>
    public required string Address { get; init; }

    /// <summary>The address as QR code for the app's camera: an SVG image.</summary>
    public required string QrCode { get; init; }
}

/// <summary><c>POST /api/access/me/two-factor/confirmations</c>: turns the second factor on.</summary>
public sealed record TwoFactorConfirmation
{
    /// <summary>Code of the authenticator app (6 digits).</summary>
    [Given(16)]
    public required string Code { get; init; }
}

/// <summary>Codes for signing in without the authenticator app, each once. They are not shown again.</summary>
public sealed record RecoveryCodes
{
    /// <summary>The codes.</summary>
    public required IReadOnlyList<string> Codes { get; init; }
}

/// <summary><c>POST /api/access/me/two-factor/removals</c>: turns the second factor off. Answers 204.</summary>
public sealed record TwoFactorRemoval
{
    /// <summary>The account's password.</summary>
    [Given(200)]
    public required string Password { get; init; }
}

/// <summary>What a user may do.</summary>
public record UserRights : IValidatableObject
{
    /// <summary>Name for people, such as <c>Li Wei</c>.</summary>
    [Given(100)]
    public required string DisplayName { get; init; }

    /// <summary>Roles, as of <see cref="Contracts.Roles"/>; at least one. Operator goes with no other.</summary>
    [MinLength(1, ErrorMessage = "Choose at least one role."), MaxLength(6)]
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Codes of the ports where an officer or supervisor may act; <c>*</c> for all.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Stages at which an officer may act: entry, inspection, clearance.</summary>
    [MaxLength(3)]
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>USCC of the firm, for an operator.</summary>
    [MaxLength(18)]
    public string? Firm { get; init; }

    /// <summary>What goes together, and what does not.</summary>
    /// <param name="validationContext">Not used.</param>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Roles.FirstOrDefault(role => !Contracts.Roles.All.Contains(role, StringComparer.Ordinal)) is { } role)
        {
            yield return new ValidationResult(
                $"There is no role '{role}'; there is {string.Join(", ", Contracts.Roles.All)}.",
                [nameof(Roles)]
            );
        }

        if (Stages.FirstOrDefault(stage => !ServiceNames.Sources.Contains(stage, StringComparer.Ordinal)) is { } stage)
        {
            yield return new ValidationResult(
                $"There is no stage '{stage}'; there is {string.Join(", ", ServiceNames.Sources)}.",
                [nameof(Stages)]
            );
        }

        var isOperator = Roles.Contains(Contracts.Roles.Operator, StringComparer.Ordinal);
        if (isOperator && Roles.Count > 1)
        {
            yield return new ValidationResult("A firm's user has no other role than operator.", [nameof(Roles)]);
        }

        if (isOperator != Firm is not null)
        {
            yield return new ValidationResult(
                "An operator belongs to a firm, and nobody else does: give its USCC for that role only.",
                [nameof(Firm)]
            );
        }

        if (Firm is not null && !Uscc.IsValid(Firm, out var error))
        {
            yield return new ValidationResult(error, [nameof(Firm)]);
        }

        var isOfficer = Roles.Contains(Contracts.Roles.Officer, StringComparer.Ordinal);
        if (isOfficer && Stages.Count is 0)
        {
            yield return new ValidationResult("Say at which stages the officer may act.", [nameof(Stages)]);
        }

        if ((isOfficer || Roles.Contains(Contracts.Roles.Supervisor, StringComparer.Ordinal)) && Ports.Count is 0)
        {
            yield return new ValidationResult("Say at which ports the officer may act; * for all.", [nameof(Ports)]);
        }
    }
}

/// <summary><c>POST /api/access/users</c>: adds a user. Answers 201 with a one-time password, 409 if the name is taken.</summary>
public sealed record NewUser : UserRights
{
    /// <summary>Name of the account: letters, digits and <c>-._@</c>.</summary>
    [Given(64), UserName]
    public required string UserName { get; init; }
}

/// <summary><c>POST /api/access/users/{id}/rights</c>: gives a user other rights; its sessions end.</summary>
public sealed record RightsChange : UserRights, IReasoned
{
    /// <summary>The version that the administrator saw; 409 if the user has changed since.</summary>
    public required int Version { get; init; }

    /// <summary>Why; it stays on record.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }
}

/// <summary><c>POST /api/access/users/{id}/locks</c>, <c>/unlocks</c>, <c>/sign-outs</c> and <c>/password-resets</c>.</summary>
public sealed record UserAction : IReasoned
{
    /// <summary>Why; it stays on record.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }
}

/// <summary>A password for the first sign-in, which has to be changed there. It is not shown again.</summary>
public sealed record OneTimePassword
{
    /// <summary>The user.</summary>
    public required User User { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }
}

/// <summary>A user: <c>GET /api/access/users</c>.</summary>
public sealed record User : UserRights
{
    /// <summary>Identity of the account.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the account.</summary>
    public required string UserName { get; init; }

    /// <summary>Number of this state of the account.</summary>
    public required int Version { get; init; }

    /// <summary>Whether an administrator has locked it.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether it has a second factor.</summary>
    public required bool HasTwoFactor { get; init; }

    /// <summary>Whether a one-time password still has to be changed.</summary>
    public required bool MustChangePassword { get; init; }

    /// <summary>Whether it signs in at the external provider, which says at each sign-in what it may do. It has no password here.</summary>
    public bool IsExternal { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it signed in last (UTC); null for never.</summary>
    public DateTimeOffset? SignedInAt { get; init; }
}

/// <summary><c>POST /api/access/keys</c>: makes an API key for a firm's own systems. Answers 201 with the key, once.</summary>
public sealed record NewApiKey : IValidatableObject
{
    /// <summary>USCC of the firm.</summary>
    [Uscc]
    public required string Firm { get; init; }

    /// <summary>What it is for, such as <c>dispatch system</c>.</summary>
    [Given(100)]
    public required string Name { get; init; }

    /// <summary>What it may do, as of <see cref="Contracts.Scopes"/>; at least one.</summary>
    [MinLength(1, ErrorMessage = "Say what the key may do."), MaxLength(2)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>For how many days it holds, 1 to 730.</summary>
    [Range(1, 730, ErrorMessage = "Give a number of days, 1 to 730.")]
    public required int Days { get; init; }

    /// <summary>What goes together, and what does not.</summary>
    /// <param name="validationContext">Not used.</param>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scopes.FirstOrDefault(scope => !Contracts.Scopes.All.Contains(scope, StringComparer.Ordinal)) is { } scope)
        {
            yield return new ValidationResult(
                $"There is no scope '{scope}'; there is {string.Join(", ", Contracts.Scopes.All)}.",
                [nameof(Scopes)]
            );
        }
    }
}

/// <summary>An API key: <c>GET /api/access/keys</c>. The key itself is kept nowhere; only its hash is.</summary>
public sealed record ApiKey
{
    /// <summary>Identity of the key.</summary>
    public required Guid Id { get; init; }

    /// <summary>USCC of the firm.</summary>
    public required string Firm { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it runs out (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was revoked (UTC); null if it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was used last (UTC, to the minute); null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>A key that was made.</summary>
public sealed record MadeApiKey
{
    /// <summary>What is known of it from now on.</summary>
    public required ApiKey Key { get; init; }

    /// <summary>The key, sent as <c>Authorization: Bearer …</c>. It is not shown again.</summary>
    public required string Secret { get; init; }
}

/// <summary>A logistics firm: <c>GET /api/access/firms</c>; <c>POST</c> adds or renames one.</summary>
public sealed record Firm
{
    /// <summary>Its unified social credit code.</summary>
    [Uscc]
    public required string Uscc { get; init; }

    /// <summary>Its name.</summary>
    [Given(200)]
    public required string Name { get; init; }
}
