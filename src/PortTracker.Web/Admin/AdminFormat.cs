using PortTracker.Contracts;
using PortTracker.Web.Access;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Admin;

/// <summary>How an administrator's pages write what they show.</summary>
internal static class AdminFormat
{
    /// <summary>Address of a user's page, relative to the site.</summary>
    public static string Address(User user) => $"admin/users/{user.Id}";

    /// <summary>What is particular about a user's account.</summary>
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

        return states is [] ? AdminText.StateActive : string.Join(AccessText.ListSeparator, states);
    }

    /// <summary>An instant, or that there was none.</summary>
    public static string Instant(DateTimeOffset? instant) =>
        instant is { } at ? AccessFormat.Instant(at) : AdminText.Never;

    /// <summary>Name of what a key may do.</summary>
    public static string Scope(string scope) =>
        scope switch
        {
            Scopes.Announce => AdminText.ScopeAnnounce,
            Scopes.Read => AdminText.ScopeRead,
            _ => scope,
        };
}
