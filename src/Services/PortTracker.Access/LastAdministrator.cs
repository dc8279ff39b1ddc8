using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Access;

namespace PortTracker.Access;

/// <summary>Finds out whether an account is the last administrator, without whom nobody could make another one.</summary>
internal static class LastAdministrator
{
    /// <summary>
    /// Whether no other administrator can sign in with a password. An administrator of the external provider does not count: the provider may
    /// withdraw the role, or be unavailable.
    /// </summary>
    public static async Task<bool> IsAsync(Account account, AccessDb db, CancellationToken cancellationToken)
    {
        if (account.IsLocked || account.IsExternal || !account.Is(Roles.Administrator))
        {
            return false;
        }

        var others = await db
            .Accounts.AsNoTracking()
            .Where(other => other.Id != account.Id && !other.IsLocked && other.PasswordHash != null)
            .Select(other => other.Roles)
            .ToListAsync(cancellationToken);
        return !others.Exists(roles => roles.Contains(Roles.Administrator, StringComparer.Ordinal));
    }
}
