using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortTracker.Access;

/// <summary>The accounts, with their passwords and second factors. Lock-outs use the system clock.</summary>
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
    TimeProvider time
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

    /// <summary>Creates a password for one sign-in: 16 characters, 80 bits.</summary>
    public static string OneTimePassword()
    {
        var characters = RandomNumberGenerator.GetString(Alphabet, 16);
        return string.Join('-', characters.Chunk(4).Select(four => new string(four)));
    }

    public override Task<bool> IsLockedOutAsync(Account user) =>
        Task.FromResult(user.IsLocked || user.LockoutEnd > time.GetUtcNow());

    public override Task<IdentityResult> AccessFailedAsync(Account user)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= Options.Lockout.MaxFailedAccessAttempts)
        {
            user.LockoutEnd = time.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan;
            user.AccessFailedCount = 0;
        }

        return UpdateUserAsync(user);
    }

    /// <summary>Adds an account with a one-time password.</summary>
    public Task<IdentityResult> OpenAsync(Account account, string password)
    {
        account.PasswordHash = PasswordHasher.HashPassword(account, password);
        return CreateAsync(account);
    }

    /// <summary>Gives the account a one-time password, and ends its sessions.</summary>
    public async Task<string> ResetPasswordAsync(Account account)
    {
        var password = OneTimePassword();
        account.GetOneTimePassword();
        await SetPasswordHashAsync(account, PasswordHasher.HashPassword(account, password));
        return password;
    }

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
}
