using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.Access;

/// <summary>The access service's database. Every process reads the tables of <see cref="RegisterTables"/>.</summary>
internal sealed class AccessDb(DbContextOptions<AccessDb> options) : ServiceDbContext(options, ServiceNames.Access)
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<FirmRecord> Firms => Set<FirmRecord>();
    public DbSet<ApiKeyRecord> Keys => Set<ApiKeyRecord>();
    public DbSet<SessionRecord> Sessions => Set<SessionRecord>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Account>(account =>
        {
            account.ToTable(RegisterTables.Accounts);
            account.IsAudited(a => a.Id);
            account.Property(a => a.PasswordHash).IsSecret();
            account.HasKey(a => a.Id);
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.UserName).HasMaxLength(64);
            account.Property(a => a.NormalizedUserName).HasMaxLength(64);
            account.Property(a => a.DisplayName).HasMaxLength(100);
            account.Property(a => a.SecurityStamp).HasMaxLength(64).IsRequired().IsSecret();
            account.Property(a => a.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken().IsSecret();
            account.Property(a => a.Firm).HasMaxLength(18);
            HasList(account.Property(a => a.Roles));
            HasList(account.Property(a => a.Ports));
            HasList(account.Property(a => a.Stages));
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            // Accounts have no e-mail address or phone number.
            account.Ignore(a => a.Email);
            account.Ignore(a => a.NormalizedEmail);
            account.Ignore(a => a.EmailConfirmed);
            account.Ignore(a => a.PhoneNumber);
            account.Ignore(a => a.PhoneNumberConfirmed);
        });
        modelBuilder.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("external_logins");
            login.HasKey(l => new { l.LoginProvider, l.ProviderKey });
            // Their sum is within SQL Server's limit for keys. A subject has at most 255 characters.
            login.Property(l => l.LoginProvider).HasMaxLength(190);
            login.Property(l => l.ProviderKey).HasMaxLength(255);
            login.HasIndex(l => l.UserId);
        });
        modelBuilder.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("second_factors");
            token.HasKey(t => new
            {
                t.UserId,
                t.LoginProvider,
                t.Name,
            });
            token.Property(t => t.LoginProvider).HasMaxLength(64);
            token.Property(t => t.Name).HasMaxLength(64);
            token.Property(t => t.Value).HasMaxLength(1000);
        });
        modelBuilder.Entity<FirmRecord>(firm =>
        {
            firm.ToTable(RegisterTables.Firms);
            firm.IsAudited(f => f.Uscc);
            firm.HasKey(f => f.Uscc);
            firm.Property(f => f.Uscc).HasMaxLength(18);
            firm.Property(f => f.Name).HasMaxLength(200);
            firm.Property(f => f.AdmittedBecause).HasMaxLength(Limits.Reason);
        });
        modelBuilder.Entity<ApiKeyRecord>(key =>
        {
            key.ToTable(RegisterTables.ApiKeys);
            key.IsAudited(k => k.Id);
            key.HasKey(k => k.Id);
            key.Property(k => k.Id).ValueGeneratedNever();
            key.Property(k => k.Hash).HasMaxLength(32).IsSecret();
            key.Property(k => k.Firm).HasMaxLength(18);
            key.Property(k => k.Name).HasMaxLength(100);
            HasList(key.Property(k => k.Scopes));
            key.HasIndex(k => k.Hash).IsUnique();
        });
        modelBuilder.Entity<SessionRecord>(session =>
        {
            session.ToTable(RegisterTables.Sessions);
            session.IsAudited(s => s.Id);
            session.HasKey(s => s.Id);
            session.Property(s => s.Id).ValueGeneratedNever();
            session.Property(s => s.Stamp).HasMaxLength(64).IsSecret();
            session.Property(s => s.Device).HasMaxLength(SessionOrigin.LongestDevice);
            session.Property(s => s.Address).HasMaxLength(45);
            session.HasIndex(s => s.AccountId);
            session.HasIndex(s => s.EndedAt);
        });
        modelBuilder.Entity<DataProtectionKey>(key =>
        {
            key.ToTable(RegisterTables.KeyRing);
            key.Property(k => k.Xml).HasMaxLength(4000);
        });

        static void HasList(PropertyBuilder<IReadOnlyList<string>> list) =>
            list.HasMaxLength(2000)
                .HasConversion(
                    values => string.Join(',', values),
                    text => text.Split(',', StringSplitOptions.RemoveEmptyEntries),
                    // The list is replaced, never modified.
                    ValueComparer.CreateDefault<IReadOnlyList<string>>(favorStructuralComparisons: false)
                );
    }
}
