using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Access;

/// <summary>Signs users in. Repeated failures lock the account for a while.</summary>
internal sealed partial class SignInService(
    AccessDb db,
    ServiceTransaction<AccessDb> transaction,
    UserAccounts accounts,
    AccountClaims claims,
    IOptions<SessionOptions> sessions,
    TimeProvider time,
    ILogger<SignInService> logger
)
{
    private static readonly Lazy<string> DummyHash = new(() =>
        new PasswordHasher<object>().HashPassword(new object(), UserAccounts.OneTimePassword())
    );

    /// <summary>The name as it is compared.</summary>
    public string NameOf(SignInRequest request) => accounts.NormalizeName(request.UserName) ?? "";

    public async Task<SignInResult> AdmitAsync(
        SignInRequest request,
        SessionOrigin origin,
        CancellationToken cancellationToken
    )
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
                result = await AdmitAsync(
                    account,
                    isRight && account.PasswordHash == seen.PasswordHash,
                    request.Code,
                    origin
                );
                return true;
            },
            cancellationToken
        );
        return result;
    }

    /// <summary>Starts a session of an account that is admitted. Call it in a transaction.</summary>
    public SessionRecord Start(Account account, SessionOrigin origin)
    {
        var now = time.GetUtcNow().TruncateToMilliseconds();
        account.SignIn(now);
        var session = SessionRecord.Start(account, origin, sessions.Value, now);
        db.Sessions.Add(session);
        return session;
    }

    /// <summary>
    /// Renews the tokens of a session: returns the new principal, or null if the session has ended. Each refresh token is good once. One that
    /// comes back was copied, and nobody knows which of its holders is the user: the session ends.
    /// </summary>
    public async Task<ClaimsPrincipal?> RenewAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        ClaimsPrincipal? renewed = null;
        await transaction.RunAsync(
            db,
            async () =>
            {
                if (
                    !Guid.TryParse(user.FindFirstValue(CallerClaims.Session), out var id)
                    || await db.Sessions.FindAsync([id], cancellationToken) is not { } session
                    || await db.Accounts.FindAsync([session.AccountId], cancellationToken) is not { } account
                    || account.IsLocked
                    || !session.IsOpen(account, now)
                )
                {
                    return false;
                }

                if (
                    user.FindFirstValue(AccountClaims.Renewals)
                    != session.Renewals.ToString(CultureInfo.InvariantCulture)
                )
                {
                    session.End(now);
                    LogReused(account.Id);
                    return true;
                }

                session.Renew(now);
                renewed = claims.Create(account, session);
                return true;
            },
            cancellationToken
        );
        return renewed;
    }

    private async Task<SignInResult> AdmitAsync(Account account, bool isRight, string? code, SessionOrigin origin)
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

        var session = Start(account, origin);
        return new SignInResult(claims.Create(account, session), session.EndsAt);
    }

    private async Task<bool> IsRightAsync(Account account, string code)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        return await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, typed)
            || (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, typed)).Succeeded;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A refresh token of account {AccountId} was used twice; its session has ended. Somebody may have copied it: the audit trail has the addresses."
    )]
    private partial void LogReused(Guid accountId);
}
