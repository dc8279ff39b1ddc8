using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Paging;

namespace PortTracker.Access;

/// <summary>Lists and finds accounts, and the short commands on one account.</summary>
internal static class UserEndpoints
{
    public static async Task<Results<Ok<Page<User>>, ProblemHttpResult>> ListAsync(
        AccessDb db,
        [Description("Part of the name")] string? search,
        [Description("USCC of the firm")] string? firm,
        [Description("'next' of the previous page")] Guid? after,
        [Description("Items per page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        var query = db.Accounts.AsNoTracking();
        if (search is { Length: > 0 })
        {
            var part = search.ToUpperInvariant();
            query = query.Where(account => account.NormalizedUserName!.Contains(part));
        }

        if (firm is not null)
        {
            query = query.Where(account => account.Firm == firm);
        }

        var page = await query
            .OldestFirst(db, account => account.Id, after)
            .ToPageAsync(limit, account => account.Id.ToString(), cancellationToken);
        return TypedResults.Ok(
            new Page<User> { Items = [.. page.Items.Select(a => a.ToContract())], Next = page.Next }
        );
    }

    public static async Task<Results<Ok<User>, ProblemHttpResult>> GetAsync(
        Guid userId,
        AccessDb db,
        CancellationToken cancellationToken
    ) =>
        await db.Accounts.AsNoTracking().FirstOrDefaultAsync(account => account.Id == userId, cancellationToken)
            is { } account
            ? TypedResults.Ok(account.ToContract())
            : UserProblems.Unknown(userId);

    public static Task<Results<Ok<User>, ProblemHttpResult>> UnlockAsync(
        Guid userId,
        ReasonRequest request,
        AccessDb db,
        UserAccounts accounts,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            userId,
            db,
            account =>
            {
                account.Unlock(time.GetUtcNow());
                return accounts.UpdateAsync(account);
            },
            cancellationToken
        );

    public static Task<Results<Ok<User>, ProblemHttpResult>> SignOutAsync(
        Guid userId,
        ReasonRequest request,
        AccessDb db,
        UserAccounts accounts,
        CancellationToken cancellationToken
    ) => ChangeAsync(userId, db, accounts.UpdateSecurityStampAsync, cancellationToken);

    public static Task<Results<Ok<User>, ProblemHttpResult>> RemoveTwoFactorAsync(
        Guid userId,
        ReasonRequest request,
        AccessDb db,
        UserAccounts accounts,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            userId,
            db,
            account => accounts.SetTwoFactorEnabledAsync(account, enabled: false),
            cancellationToken
        );

    private static async Task<Results<Ok<User>, ProblemHttpResult>> ChangeAsync(
        Guid userId,
        AccessDb db,
        Func<Account, Task> change,
        CancellationToken cancellationToken
    )
    {
        if (await db.Accounts.FindAsync([userId], cancellationToken) is not { } account)
        {
            return UserProblems.Unknown(userId);
        }

        await change(account);
        return TypedResults.Ok(account.ToContract());
    }
}
