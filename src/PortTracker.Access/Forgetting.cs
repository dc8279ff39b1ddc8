using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Access;

/// <summary>Whose account it was is forgotten when it has been locked and out of use for long.</summary>
internal static class Forgetting
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
        accounts.ForEach(account => account.Forget());

        var ids = accounts.Select(account => account.Id).ToArray();
        // Its number at an external provider stays: without that, the provider would open it a new account, which is not locked.
        db.RemoveRange(
            await db.Set<IdentityUserToken<Guid>>()
                .Where(token => EF.Parameter(ids).Contains(token.UserId))
                .ToListAsync(cancellationToken)
        );
        return accounts.LastOf(account => account.Id);
    }
}
