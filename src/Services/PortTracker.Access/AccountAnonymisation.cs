using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Retention;

namespace PortTracker.Access;

/// <summary>Anonymises accounts that have been locked and unused for the retention period.</summary>
internal static class AccountAnonymisation
{
    public static async Task<Guid?> NextAsync(
        AccessDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var accounts = await db
            .Accounts.Where(a => a.Id > after && a.IsLocked && (a.SignedInAt ?? a.CreatedAt) < before)
            .Where(a => !a.UserName!.StartsWith(Account.Forgotten))
            .OrderBy(a => a.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        accounts.ForEach(account => account.Anonymise());

        var ids = accounts.Select(account => account.Id).ToArray();
        // The login of the external provider stays. Without it, the next sign-in would open a new account, which is not locked.
        db.RemoveRange(
            await db.Set<IdentityUserToken<Guid>>()
                .Where(token => EF.Parameter(ids).Contains(token.UserId))
                .ToListAsync(cancellationToken)
        );
        return accounts.LastOf(account => account.Id);
    }
}
