using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace PortTracker.Access;

/// <summary>
/// Stores accounts. Changes are written with the transaction of the command. Keys of authenticator apps are encrypted, recovery codes
/// are hashed: a copy of the table opens no account.
/// </summary>
internal sealed class UserAccountStore : UserOnlyStore<Account, AccessDb, Guid>
{
    // As the base class stores them.
    private const string Provider = "[AspNetUserStore]";
    private const string RecoveryCodes = "RecoveryCodes";
    private const char Separator = ';';

    private readonly IDataProtector protector;

    public UserAccountStore(AccessDb db, IDataProtectionProvider protection)
        : base(db)
    {
        AutoSaveChanges = false;
        protector = protection.CreateProtector("PortTracker.SecondFactors");
    }

    /// <summary>Does nothing: the context tracks the account's changes. The base method would write every column.</summary>
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        return Task.FromResult(IdentityResult.Success);
    }

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, protector.Protect(key), cancellationToken);

    /// <summary>The key; null if there is none, or if it was protected with keys that are lost.</summary>
    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
    {
        try
        {
            return await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } key
                ? protector.Unprotect(key)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override Task ReplaceCodesAsync(
        Account user,
        IEnumerable<string> recoveryCodes,
        CancellationToken cancellationToken
    ) => SetHashesAsync(user, recoveryCodes.Select(HashOf), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var hashes = await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) ?? "";
        var (hash, all) = (HashOf(code), hashes.Split(Separator));
        if (!all.Contains(hash, StringComparer.Ordinal))
        {
            return false;
        }

        await SetHashesAsync(user, all.Where(other => other != hash), cancellationToken);
        return true;
    }

    private Task SetHashesAsync(Account user, IEnumerable<string> hashes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, RecoveryCodes, string.Join(Separator, hashes), cancellationToken);

    // Codes are random and long, so a fast hash without salt is enough.
    private static string HashOf(string code) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToLowerInvariant())));
}
