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

/// <summary>Signs users in, and renews their sessions. Repeated failures slow further attempts down.</summary>
internal sealed partial class SignInService(
    AccessDb db,
    ServiceTransaction<AccessDb> transaction,
    UserAccounts accounts,
    AccountClaims claims,
    SignInAttempts attempts,
    GuessDelays delays,
    IOptions<SessionOptions> sessions,
    TimeProvider time,
    ILogger<SignInService> logger
)
{
    /// <summary>The name as it is compared.</summary>
    public string NameOf(SignInRequest request) => accounts.NormalizeName(request.UserName) ?? "";

    public async Task<SignInResult> AdmitAsync(
        SignInRequest request,
        SessionOrigin origin,
        Guid? device,
        CancellationToken cancellationToken
    )
    {
        // Hashing is slow on purpose. It runs outside the transaction, so that sign-ins do not wait for each other.
        var name = NameOf(request);
        var seen = await db
            .Accounts.AsNoTracking()
            .FirstOrDefaultAsync(account => account.NormalizedUserName == name, cancellationToken);
        var counters = await CountersAsync(name, seen, origin, device, cancellationToken);
        // The delay comes first: an address that must wait anyway takes nothing from the attempts that all addresses share.
        if (delays.Begin(counters, seen?.UnlockedAt) is { } delay)
        {
            return SignInResult.TooMany(delay);
        }

        if (attempts.WaitOf(counters[^1].Key) is { } wait)
        {
            delays.Withdraw(counters);
            return SignInResult.TooMany(wait);
        }

        // An unknown name takes the same time, so that the time does not reveal names.
        var verified = accounts.Verify(seen, request.Password);
        if (seen is null)
        {
            return SignInResult.Refused;
        }

        var newHash =
            verified is PasswordVerificationResult.SuccessRehashNeeded
                ? accounts.PasswordHasher.HashPassword(seen, request.Password)
                : null;
        var result = SignInResult.Refused;
        await transaction.RunAsync(
            db,
            async () =>
            {
                var account = await db.Accounts.SingleAsync(account => account.Id == seen.Id, cancellationToken);
                var isRight =
                    verified is not PasswordVerificationResult.Failed && account.PasswordHash == seen.PasswordHash;
                result = await AdmitAsync(account, isRight, request.Code, origin);
                if (result.User is not null && newHash is not null)
                {
                    account.PasswordHash = newHash;
                }

                return true;
            },
            cancellationToken
        );
        if (result.User is not null)
        {
            delays.Succeed(counters);
        }
        else if (result.Needs is not null)
        {
            delays.Withdraw(counters);
        }

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

    /// <summary>
    /// What a failure counts for. Where the user has signed in before, the failures of strangers do not count: they cannot keep the user out.
    /// </summary>
    private async Task<IReadOnlyList<GuessCounter>> CountersAsync(
        string name,
        Account? account,
        SessionOrigin origin,
        Guid? device,
        CancellationToken cancellationToken
    )
    {
        if (device is { } known)
        {
            return [GuessCounter.OfDevice(name, known)];
        }

        var byAddress = GuessCounter.OfAddress(name, origin.Address);
        return
            account is not null
            && origin.Address is { } address
            && await db.Sessions.AnyAsync(
                session => session.AccountId == account.Id && session.Address == address,
                cancellationToken
            )
            ? [byAddress]
            : [byAddress, GuessCounter.OfStrangers(name)];
    }

    private async Task<SignInResult> AdmitAsync(Account account, bool isRight, string? code, SessionOrigin origin)
    {
        if (account.IsLocked)
        {
            return SignInResult.Refused;
        }

        if (isRight && account.HasExpiredPassword(time.GetUtcNow()))
        {
            return SignInResult.PasswordExpired;
        }

        if (isRight && account.TwoFactorEnabled && code is null)
        {
            return SignInResult.CodeNeeded;
        }

        if (!isRight || (account.TwoFactorEnabled && !await accounts.UseCodeAsync(account, code!)))
        {
            await accounts.AccessFailedAsync(account);
            return SignInResult.Refused;
        }

        var session = Start(account, origin);
        return new SignInResult(claims.Create(account, session), session.EndsAt);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A refresh token of account {AccountId} was used twice; its session has ended. Somebody may have copied it: the audit trail has the addresses."
    )]
    private partial void LogReused(Guid accountId);
}
