using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortTracker.Access;

/// <summary>The accounts, with their passwords and second factors. Lock-outs go by the system's clock.</summary>
internal sealed class Accounts(
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
    // Without those that look like another.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A password that is given out for one sign-in: 16 characters, 80 bits.</summary>
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
        await SetPasswordAsync(account, password);
        return password;
    }

    /// <summary>Sets a password that was looked at before, and ends the account's sessions.</summary>
    public async Task SetPasswordAsync(Account account, string password)
    {
        await UpdatePasswordHash(account, password, validatePassword: false);
        await UpdateSecurityStampAsync(account);
    }

    /// <summary>Gives the account a key for an authenticator app. Nothing comes of it before a code confirms it: sessions go on.</summary>
    public async Task<string> NewAuthenticatorKeyAsync(Account account)
    {
        var key = GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<Account>)Store).SetAuthenticatorKeyAsync(account, key, CancellationToken);
        return key;
    }

    /// <summary>What stands against a password; nothing if it can be taken.</summary>
    public async Task<IReadOnlyList<string>> WhyNotAsync(Account account, string password)
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

/// <summary>Where the accounts are kept: what is changed is written with the transaction that it belongs to.</summary>
internal sealed class AccountStore : UserOnlyStore<Account, AccessDb, Guid>
{
    public AccountStore(AccessDb db)
        : base(db) => AutoSaveChanges = false;

    /// <summary>The context tracks the account and knows what has changed; its own update would write every column.</summary>
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        return Task.FromResult(IdentityResult.Success);
    }
}

/// <summary>A password is not the name of its account, nor does it hold it.</summary>
internal sealed class NotTheName : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(
            password?.Contains(user.UserName!, StringComparison.OrdinalIgnoreCase) is true
                ? IdentityResult.Failed(
                    new IdentityError { Description = "The password must not hold the name of the account." }
                )
                : IdentityResult.Success
        );
}
