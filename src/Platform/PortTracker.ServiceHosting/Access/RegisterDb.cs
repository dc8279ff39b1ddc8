using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceHosting.Access;

/// <summary>
/// The part of the access service's database that every process reads to authenticate callers: the keys that protect cookies and tokens,
/// the security stamps of accounts, the sessions that were ended, and the API keys. The access service creates and maintains the tables.
/// </summary>
internal sealed class RegisterDb(DbContextOptions<RegisterDb> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<RegisteredAccount> Accounts => Set<RegisteredAccount>();
    public DbSet<RegisteredFirm> Firms => Set<RegisteredFirm>();
    public DbSet<RegisteredKey> Keys => Set<RegisteredKey>();
    public DbSet<RegisteredSession> Sessions => Set<RegisteredSession>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        StorageExtension.DialectOf(options).ConfigureModel(modelBuilder, ServiceNames.Access);

        modelBuilder.Entity<DataProtectionKey>().ToTable(RegisterTables.KeyRing);
        modelBuilder.Entity<RegisteredAccount>().ToTable(RegisterTables.Accounts);
        modelBuilder.Entity<RegisteredKey>().ToTable(RegisterTables.ApiKeys);
        modelBuilder.Entity<RegisteredFirm>().ToTable(RegisterTables.Firms).HasKey(firm => firm.Uscc);
        modelBuilder.Entity<RegisteredSession>().ToTable(RegisterTables.Sessions);
    }
}
