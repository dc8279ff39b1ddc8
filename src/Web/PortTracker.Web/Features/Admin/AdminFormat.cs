using PortTracker.Contracts.Access;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Admin;

/// <summary>Formats users and keys for administrators.</summary>
internal static class AdminFormat
{
    /// <summary>Address of a user's page, relative to the site.</summary>
    public static string Address(User user) => $"admin/users/{user.Id}";

    /// <summary>State of a user's account.</summary>
    public static string State(User user)
    {
        List<string> states = [];
        if (user.IsLocked)
        {
            states.Add(AdminText.StateLocked);
        }

        if (user.IsExternal)
        {
            states.Add(AdminText.StateExternal);
        }

        if (user.MustChangePassword)
        {
            states.Add(AdminText.StateMustChange);
        }

        if (user.HasTwoFactor)
        {
            states.Add(AdminText.StateTwoFactor);
        }

        return states is [] ? AdminText.StateActive : string.Join(SharedText.ListSeparator, states);
    }

    /// <summary>An instant, or "never".</summary>
    public static string Instant(DateTimeOffset? instant) =>
        instant is { } at ? DisplayFormat.Instant(at) : AdminText.Never;

    /// <summary>Name of a key's scope.</summary>
    public static string Scope(string scope) =>
        scope switch
        {
            Scopes.Announce => AdminText.ScopeAnnounce,
            Scopes.Read => AdminText.ScopeRead,
            _ => scope,
        };
}
