using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Access;

/// <summary>Signs users in. Repeated failures lock the account for a while.</summary>
internal sealed class SignInService(
    AccessDb db,
    ServiceTransaction<AccessDb> transaction,
    UserAccounts accounts,
    AccountClaims claims,
    TimeProvider time
)
{
    private static readonly Lazy<string> DummyHash = new(() =>
        new PasswordHasher<object>().HashPassword(new object(), UserAccounts.OneTimePassword())
    );

    /// <summary>The name as it is compared.</summary>
    public string NameOf(SignInRequest request) => accounts.NormalizeName(request.UserName) ?? "";

    public async Task<SignInResult> AdmitAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        // Hashing is slow on purpose. It runs outside the transaction, so that sign-ins do not wait for each other.
        var name = NameOf(request);
        var seen = await db
            .Accounts.AsNoTracking()
            .FirstOrDefaultAsync(account => account.NormalizedUserName == name, cancellationToken);
        // An unknown name takes the same time, so that the time does not reveal names.
        var isRight =
            accounts.PasswordHasher.VerifyHashedPassword(seen!, seen?.PasswordHash ?? DummyHash.Value, request.Password)
                is not PasswordVerificationResult.Failed
            && seen is not null;
        if (seen is null)
        {
            return SignInResult.Refused;
        }

        var result = SignInResult.Refused;
        await transaction.RunAsync(
            db,
            async () =>
            {
                var account = await db.Accounts.SingleAsync(account => account.Id == seen.Id, cancellationToken);
                result = await AdmitAsync(account, isRight && account.PasswordHash == seen.PasswordHash, request.Code);
                return true;
            },
            cancellationToken
        );
        return result;
    }

    /// <summary>The current principal, if the session is still valid.</summary>
    public async Task<ClaimsPrincipal?> ReadmitAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellationToken);
        return account is { IsLocked: false } && account.SecurityStamp == user.FindFirstValue(CallerClaims.Stamp)
            ? await claims.CreateAsync(account)
            : null;
    }

    private async Task<SignInResult> AdmitAsync(Account account, bool isRight, string? code)
    {
        if (await accounts.IsLockedOutAsync(account))
        {
            return SignInResult.Refused;
        }

        if (isRight && account.TwoFactorEnabled && code is null)
        {
            return SignInResult.CodeNeeded;
        }

        if (!isRight || (account.TwoFactorEnabled && !await IsRightAsync(account, code!)))
        {
            await accounts.AccessFailedAsync(account);
            return SignInResult.Refused;
        }

        account.SignIn(time.GetUtcNow());
        return new SignInResult(await claims.CreateAsync(account));
    }

    private async Task<bool> IsRightAsync(Account account, string code)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        return await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, typed)
            || (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, typed)).Succeeded;
    }
}
