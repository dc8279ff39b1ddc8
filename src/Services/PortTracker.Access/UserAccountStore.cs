using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace PortTracker.Access;

/// <summary>Stores accounts. Changes are written with the transaction of the command.</summary>
internal sealed class UserAccountStore : UserOnlyStore<Account, AccessDb, Guid>
{
    public UserAccountStore(AccessDb db)
        : base(db) => AutoSaveChanges = false;

    /// <summary>Does nothing: the context tracks the account's changes. The base method would write every column.</summary>
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        return Task.FromResult(IdentityResult.Success);
    }
}
