using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Access;

namespace PortTracker.Access;

/// <summary>An administrator locks a user out.</summary>
internal static class LockUser
{
    public static async Task<Results<Ok<User>, ProblemHttpResult>> HandleAsync(
        Guid userId,
        ReasonRequest request,
        AccessDb db,
        UserAccounts accounts,
        CancellationToken cancellationToken
    )
    {
        if (await db.Accounts.FindAsync([userId], cancellationToken) is not { } account)
        {
            return UserProblems.Unknown(userId);
        }

        if (await LastAdministrator.IsAsync(account, db, cancellationToken))
        {
            return UserProblems.LastAdministrator(account);
        }

        account.Lock();
        await accounts.UpdateSecurityStampAsync(account);
        return TypedResults.Ok(account.ToContract());
    }
}
