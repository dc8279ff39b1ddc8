using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortTracker.Access;

/// <summary>The accounts, with their passwords and second factors.</summary>
internal sealed class UserAccounts(
    IUserStore<Account> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    IEnumerable<IUserValidator<Account>> userValidators,
    IEnumerable<IPasswordValidator<Account>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<Account>> logger,
    [FromKeyedServices(AccessService.PhoneClock)] TimeProvider phones
)
    : UserManager<Account>(
        store,
        options,
        hasher,
        userValidators,
        passwordValidators,
        normalizer,
        errors,
        services,
        logger
    )
{
    // Without characters that look alike.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private static string? dummyHash;

    /// <summary>Creates a password for one sign-in: 16 characters, 80 bits.</summary>
    public static string OneTimePassword()
    {
        var characters = RandomNumberGenerator.GetString(Alphabet, 16);
        return string.Join('-', characters.Chunk(4).Select(four => new string(four)));
    }

    /// <summary>Verifies a password. Without an account it takes the same time.</summary>
    public PasswordVerificationResult Verify(Account? account, string password)
    {
        var hash = account?.PasswordHash ?? (dummyHash ??= PasswordHasher.HashPassword(null!, OneTimePassword()));
        var verified = PasswordHasher.VerifyHashedPassword(account!, hash, password);
        return account?.PasswordHash is null ? PasswordVerificationResult.Failed : verified;
    }

    /// <summary>Counts a failure, for the audit trail. <see cref="GuessDelays"/> slows guessing down.</summary>
    public override Task<IdentityResult> AccessFailedAsync(Account user)
    {
        user.AccessFailedCount++;
        return UpdateUserAsync(user);
    }

    /// <summary>Uses a code of the authenticator app, or a recovery code. Each is good once.</summary>
    public async Task<bool> UseCodeAsync(Account account, string typed)
    {
        var code = typed.Replace(" ", "", StringComparison.Ordinal);
        return await UseAppCodeAsync(account, code)
            || (await RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;
    }

    /// <summary>Uses a code of the authenticator app.</summary>
    public async Task<bool> UseAppCodeAsync(Account account, string typed) =>
        await GetAuthenticatorKeyAsync(account) is { } key
        && TimeBasedCode.PeriodOf(key, typed.Replace(" ", "", StringComparison.Ordinal), phones.GetUtcNow())
            is { } period
        && account.UseCode(period);

    /// <summary>Sets the hash of a validated password, and ends the account's sessions.</summary>
    public async Task SetPasswordHashAsync(Account account, string hash)
    {
        account.PasswordHash = hash;
        await UpdateSecurityStampAsync(account);
    }

    /// <summary>Gives the account a key for an authenticator app. It has no effect until a code confirms it.</summary>
    public async Task<string> NewAuthenticatorKeyAsync(Account account)
    {
        var key = GenerateNewAuthenticatorKey();
        account.ReceiveAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<Account>)Store).SetAuthenticatorKeyAsync(account, key, CancellationToken);
        return key;
    }

    /// <summary>Why a password is refused; empty if it is valid.</summary>
    public async Task<IReadOnlyList<string>> PasswordErrorsAsync(Account account, string password)
    {
        List<string> reasons = [];
        foreach (var validator in PasswordValidators)
        {
            reasons.AddRange(
                (await validator.ValidateAsync(this, account, password)).Errors.Select(e => e.Description)
            );
        }

        return reasons;
    }

    /// <summary>Long enough that its hash cannot be searched.</summary>
    protected override string CreateTwoFactorRecoveryCode() => OneTimePassword();
}
