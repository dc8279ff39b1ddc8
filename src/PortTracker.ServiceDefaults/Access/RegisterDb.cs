using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// What every process must see of the access service's database to know who may come in: the keys that protect cookies and tokens,
/// which sessions hold, and the API keys. Only the access service writes there, and makes the tables.
/// </summary>
internal sealed class RegisterDb(DbContextOptions<RegisterDb> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<RegisteredAccount> Accounts => Set<RegisteredAccount>();
    public DbSet<RegisteredKey> Keys => Set<RegisteredKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (Database.IsSqlServer())
        {
            modelBuilder.HasDefaultSchema(ServiceNames.Access);
        }

        modelBuilder.Entity<DataProtectionKey>().ToTable(RegisterTables.KeyRing);
        modelBuilder.Entity<RegisteredAccount>().ToTable(RegisterTables.Accounts);
        modelBuilder.Entity<RegisteredKey>().ToTable(RegisterTables.ApiKeys);
    }
}

/// <summary>The tables of the access service that all processes read.</summary>
public static class RegisterTables
{
    public const string KeyRing = "key_ring";
    public const string Accounts = "accounts";
    public const string ApiKeys = "api_keys";
}

/// <summary>An account, as far as its sessions go.</summary>
internal sealed class RegisteredAccount
{
    public Guid Id { get; init; }
    public required string SecurityStamp { get; init; }
}

/// <summary>An API key of a firm; instants in milliseconds since 1970.</summary>
internal sealed class RegisteredKey
{
    public Guid Id { get; init; }
    public required byte[] Hash { get; init; }
    public required string Name { get; init; }
    public required string Firm { get; init; }

    /// <summary>With commas between.</summary>
    public required string Scopes { get; init; }
    public long ExpiresAt { get; init; }
    public long? RevokedAt { get; init; }
    public long? LastUsedAt { get; init; }
}
