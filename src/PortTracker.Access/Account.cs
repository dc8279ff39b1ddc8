using Microsoft.AspNetCore.Identity;

namespace PortTracker.Access;

/// <summary>An account with which a person signs in.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>With what the user names begin of those whose persons were forgotten.</summary>
    public const string Forgotten = "forgotten-";

    private Account() { }

    public string DisplayName { get; private set; } = "";
    public IReadOnlyList<string> Roles { get; private set; } = [];
    public IReadOnlyList<string> Ports { get; private set; } = [];
    public IReadOnlyList<string> Stages { get; private set; } = [];
    public string? Firm { get; private set; }

    /// <summary>Number of what an administrator can change.</summary>
    public int Version { get; private set; }

    /// <summary>By an administrator; what failed sign-ins lock runs out by itself.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>Its password is known to another, who gave it out.</summary>
    public bool MustChangePassword { get; private set; }

    /// <summary>It has no password here: it signs in at the external provider, which says what it may do.</summary>
    public bool IsExternal => PasswordHash is null;
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SignedInAt { get; private set; }

    /// <summary>An account that has a one-time password.</summary>
    public static Account Open(string userName, UserRights rights, DateTimeOffset at)
    {
        var account = OpenExternal(userName, rights, at);
        account.MustChangePassword = true;
        return account;
    }

    /// <summary>An account of someone whom the external provider knows.</summary>
    public static Account OpenExternal(string userName, UserRights rights, DateTimeOffset at)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(at),
            UserName = userName,
            LockoutEnabled = true,
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

    /// <summary>Takes over what the external provider says now. Returns whether that is other than before.</summary>
    public bool Follow(UserRights rights)
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

    /// <summary>Lets go of whose it was; on the audit trail, it stays who did what under its number.</summary>
    public void Forget()
    {
        UserName = Forgotten + Id.ToString("N");
        NormalizedUserName = UserName.ToUpperInvariant();
        DisplayName = "";
        PasswordHash = null;
        TwoFactorEnabled = false;
        Version++;
    }

    public void Unlock() => (IsLocked, LockoutEnd, AccessFailedCount, Version) = (false, null, 0, Version + 1);

    public void GetOneTimePassword() => (MustChangePassword, Version) = (true, Version + 1);

    public void ChoosePassword() => MustChangePassword = false;

    public void SignIn(DateTimeOffset at) => (SignedInAt, AccessFailedCount) = (at, 0);

    public bool Is(string role) => Roles.Contains(role, StringComparer.Ordinal);

    public User Show() =>
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
}
