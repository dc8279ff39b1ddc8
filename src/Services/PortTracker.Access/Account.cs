using Microsoft.AspNetCore.Identity;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Access;

/// <summary>A user's account.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>Prefix of the user names of anonymised accounts.</summary>
    public const string Forgotten = "forgotten-";

    private Account() { }

    public string DisplayName { get; private set; } = "";
    public IReadOnlyList<string> Roles { get; private set; } = [];
    public IReadOnlyList<string> Ports { get; private set; } = [];
    public IReadOnlyList<string> Stages { get; private set; } = [];
    public string? Firm { get; private set; }

    /// <summary>Version of the data that an administrator can change.</summary>
    public int Version { get; private set; }

    /// <summary>Locked by an administrator.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>Whether its password is a one-time password, which the administrator knows.</summary>
    public bool MustChangePassword { get; private set; }

    /// <summary>When its one-time password expires.</summary>
    public DateTimeOffset? OneTimePasswordUntil { get; private set; }

    /// <summary>When it was last unlocked: failed sign-ins before do not count.</summary>
    public DateTimeOffset? UnlockedAt { get; private set; }

    /// <summary>The period of the last code of the authenticator app: a code is good once.</summary>
    public long? LastCodePeriod { get; private set; }

    /// <summary>Whether it signs in at the external provider, which sets its rights. It has no password here.</summary>
    public bool IsExternal => PasswordHash is null;
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SignedInAt { get; private set; }

    /// <summary>Creates an account with a one-time password.</summary>
    public static Account Open(string userName, UserRights rights, IssuedPassword password, DateTimeOffset at)
    {
        var account = OpenExternal(userName, rights, at);
        account.SetOneTimePassword(password);
        return account;
    }

    /// <summary>Creates an account for a user of the external provider.</summary>
    public static Account OpenExternal(string userName, UserRights rights, DateTimeOffset at)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(at),
            UserName = userName,
            CreatedAt = at,
        };
        account.Give(rights);
        return account;
    }

    public void Give(UserRights rights)
    {
        DisplayName = rights.DisplayName.Trim();
        Roles = [.. rights.Roles.Distinct(StringComparer.Ordinal)];
        Ports = [.. rights.Ports.Distinct(StringComparer.OrdinalIgnoreCase)];
        Stages = [.. rights.Stages.Distinct(StringComparer.Ordinal)];
        Firm = rights.Firm is { } firm ? Uscc.Normalise(firm) : null;
        Version++;
    }

    /// <summary>Applies the rights that the external provider states. Returns whether they changed.</summary>
    public bool ApplyRights(UserRights rights)
    {
        var firm = rights.Firm is { } uscc ? Uscc.Normalise(uscc) : null;
        if (
            DisplayName == rights.DisplayName.Trim()
            && AreSame(Roles, rights.Roles)
            && AreSame(Ports, rights.Ports)
            && AreSame(Stages, rights.Stages)
            && Firm == firm
        )
        {
            return false;
        }

        Give(rights);
        return true;

        static bool AreSame(IEnumerable<string> before, IEnumerable<string> now) =>
            before.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(now);
    }

    public void Lock() => (IsLocked, Version) = (true, Version + 1);

    /// <summary>Removes what identifies the person. The audit trail keeps the account's id.</summary>
    public void Anonymise()
    {
        UserName = Forgotten + Id.ToString("N");
        NormalizedUserName = UserName.ToUpperInvariant();
        DisplayName = "";
        PasswordHash = null;
        TwoFactorEnabled = false;
        Version++;
    }

    public void Unlock(DateTimeOffset at) =>
        (IsLocked, UnlockedAt, AccessFailedCount, Version) = (false, at, 0, Version + 1);

    /// <summary>Gets a one-time password.</summary>
    public void Receive(IssuedPassword password)
    {
        SetOneTimePassword(password);
        Version++;
    }

    public void ChoosePassword() => (MustChangePassword, OneTimePasswordUntil) = (false, null);

    public bool HasExpiredPassword(DateTimeOffset now) => OneTimePasswordUntil <= now;

    /// <summary>Gets a key for an authenticator app, none of whose codes has been used.</summary>
    public void ReceiveAuthenticatorKey() => LastCodePeriod = null;

    /// <summary>Uses a code. Returns whether it is later than the last one.</summary>
    public bool UseCode(long period)
    {
        if (period <= LastCodePeriod)
        {
            return false;
        }

        LastCodePeriod = period;
        return true;
    }

    public void SignIn(DateTimeOffset at) => (SignedInAt, AccessFailedCount) = (at, 0);

    public bool Is(string role) => Roles.Contains(role, StringComparer.Ordinal);

    public User ToContract() =>
        new()
        {
            Id = Id,
            UserName = UserName!,
            DisplayName = DisplayName,
            Roles = Roles,
            Ports = Ports,
            Stages = Stages,
            Firm = Firm,
            Version = Version,
            IsLocked = IsLocked,
            HasTwoFactor = TwoFactorEnabled,
            MustChangePassword = MustChangePassword,
            IsExternal = IsExternal,
            CreatedAt = CreatedAt,
            SignedInAt = SignedInAt,
        };

    private void SetOneTimePassword(IssuedPassword password) =>
        (PasswordHash, OneTimePasswordUntil, MustChangePassword) = (password.Hash, password.ExpiresAt, true);
}
