using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Access;

/// <summary>An administrator's work on accounts.</summary>
internal static class Users
{
    public static async Task<Results<Ok<Page<User>>, ProblemHttpResult>> ListAsync(
        AccessDb db,
        [Description("A part of the name")] string? search,
        [Description("USCC of the firm")] string? firm,
        [Description("The page before's 'next'")] Guid? after,
        [Description("Items a page, at most 5,000")] int? limit,
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
        return TypedResults.Ok(new Page<User> { Items = [.. page.Items.Select(a => a.Show())], Next = page.Next });
    }

    public static async Task<Results<Ok<User>, ProblemHttpResult>> GetAsync(
        Guid userId,
        AccessDb db,
        CancellationToken cancellationToken
    ) =>
        await db.Accounts.AsNoTracking().FirstOrDefaultAsync(account => account.Id == userId, cancellationToken)
            is { } account
            ? TypedResults.Ok(account.Show())
            : Unknown(userId);

    public static async Task<Results<Created<OneTimePassword>, ProblemHttpResult>> AddAsync(
        NewUser request,
        AccessDb db,
        Accounts accounts,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await WhyNotAsync(request, db, ports, cancellationToken) is { } problem)
        {
            return problem;
        }

        if (await accounts.FindByNameAsync(request.UserName) is not null)
        {
            return Problems.Conflict([
                new StateConflict { Reason = $"There is a user '{request.UserName}' already: choose another name." },
            ]);
        }

        var account = Account.Open(request.UserName, request, Act.ToMilliseconds(time.GetUtcNow()));
        var password = Accounts.OneTimePassword();
        var made = await accounts.OpenAsync(account, password);
        return made.Succeeded
            ? TypedResults.Created(
                $"/api/access/users/{account.Id}",
                new OneTimePassword { User = account.Show(), Password = password }
            )
            : Problems.Invalid("userName", string.Join(' ', made.Errors.Select(error => error.Description)));
    }

    public static async Task<Results<Ok<User>, ProblemHttpResult>> ChangeRightsAsync(
        Guid userId,
        RightsChange request,
        AccessDb db,
        Accounts accounts,
        PortCatalog ports,
        CancellationToken cancellationToken
    )
    {
        if (await db.Accounts.FindAsync([userId], cancellationToken) is not { } account)
        {
            return Unknown(userId);
        }

        if (account.IsExternal)
        {
            return SignsInElsewhere(account, "change its rights there");
        }

        if (await WhyNotAsync(request, db, ports, cancellationToken) is { } problem)
        {
            return problem;
        }

        if (request.Version != account.Version)
        {
            return Problems.Conflict([
                new StateConflict
                {
                    Version = account.Version,
                    Reason = $"{account.UserName} was changed since you looked: look again, then decide.",
                },
            ]);
        }

        if (
            account.Is(Roles.Administrator)
            && !request.Roles.Contains(Roles.Administrator, StringComparer.Ordinal)
            && await IsLastAdministratorAsync(account, db, cancellationToken)
        )
        {
            return LastAdministrator(account);
        }

        account.Give(request);
        await accounts.UpdateSecurityStampAsync(account);
        return TypedResults.Ok(account.Show());
    }

    public static async Task<Results<Ok<User>, ProblemHttpResult>> LockAsync(
        Guid userId,
        UserAction request,
        AccessDb db,
        Accounts accounts,
        CancellationToken cancellationToken
    )
    {
        if (await db.Accounts.FindAsync([userId], cancellationToken) is not { } account)
        {
            return Unknown(userId);
        }

        if (await IsLastAdministratorAsync(account, db, cancellationToken))
        {
            return LastAdministrator(account);
        }

        account.Lock();
        await accounts.UpdateSecurityStampAsync(account);
        return TypedResults.Ok(account.Show());
    }

    public static Task<Results<Ok<User>, ProblemHttpResult>> UnlockAsync(
        Guid userId,
        UserAction request,
        AccessDb db,
        Accounts accounts,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            userId,
            db,
            account =>
            {
                account.Unlock();
                return accounts.UpdateAsync(account);
            },
            cancellationToken
        );

    public static Task<Results<Ok<User>, ProblemHttpResult>> SignOutAsync(
        Guid userId,
        UserAction request,
        AccessDb db,
        Accounts accounts,
        CancellationToken cancellationToken
    ) => ChangeAsync(userId, db, accounts.UpdateSecurityStampAsync, cancellationToken);

    public static Task<Results<Ok<User>, ProblemHttpResult>> RemoveTwoFactorAsync(
        Guid userId,
        UserAction request,
        AccessDb db,
        Accounts accounts,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            userId,
            db,
            account => accounts.SetTwoFactorEnabledAsync(account, enabled: false),
            cancellationToken
        );

    public static async Task<Results<Ok<OneTimePassword>, ProblemHttpResult>> ResetPasswordAsync(
        Guid userId,
        UserAction request,
        AccessDb db,
        Accounts accounts,
        CancellationToken cancellationToken
    )
    {
        if (await db.Accounts.FindAsync([userId], cancellationToken) is not { } account)
        {
            return Unknown(userId);
        }

        if (account.IsExternal)
        {
            return SignsInElsewhere(account, "its password is reset there");
        }

        var password = await accounts.ResetPasswordAsync(account);
        return TypedResults.Ok(new OneTimePassword { User = account.Show(), Password = password });
    }

    private static async Task<Results<Ok<User>, ProblemHttpResult>> ChangeAsync(
        Guid userId,
        AccessDb db,
        Func<Account, Task> change,
        CancellationToken cancellationToken
    )
    {
        if (await db.Accounts.FindAsync([userId], cancellationToken) is not { } account)
        {
            return Unknown(userId);
        }

        await change(account);
        return TypedResults.Ok(account.Show());
    }

    /// <summary>What stands against rights beyond their own rules: what they name is not here.</summary>
    public static async Task<ProblemHttpResult?> WhyNotAsync(
        UserRights rights,
        AccessDb db,
        PortCatalog ports,
        CancellationToken cancellationToken
    )
    {
        if (rights.Ports.FirstOrDefault(port => port is not Caller.EveryPort && !ports.TryGet(port, out _)) is { } port)
        {
            return Problems.Invalid("ports", ports.UnknownPort(port));
        }

        var firm = rights.Firm is { } uscc ? Uscc.Normalise(uscc) : null;
        return firm is null || await db.Firms.AnyAsync(f => f.Uscc == firm, cancellationToken)
            ? null
            : Problems.Invalid("firm", $"There is no firm {firm} here: add it first, with POST /api/access/firms.");
    }

    /// <summary>
    /// Without an administrator who can sign in, nobody could make another. One whom the external provider makes an administrator is none to
    /// rely on: it may take that back, or be away.
    /// </summary>
    private static async Task<bool> IsLastAdministratorAsync(
        Account account,
        AccessDb db,
        CancellationToken cancellationToken
    )
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

    private static ProblemHttpResult LastAdministrator(Account account) =>
        Problems.Conflict([
            new StateConflict { Reason = $"{account.UserName} is the last administrator: make another one first." },
        ]);

    private static ProblemHttpResult SignsInElsewhere(Account account, string what) =>
        Problems.Conflict([
            new StateConflict { Reason = $"{account.UserName} signs in at the external provider: {what}." },
        ]);

    private static ProblemHttpResult Unknown(Guid userId) => Problems.NotFound($"There is no user {userId}.");
}
