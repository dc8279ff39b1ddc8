using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Audit;
using PortTracker.Storage.Sqlite;
using PortTracker.Tests.Persistence;

namespace PortTracker.Tests.Audit;

public sealed class AuditedEntityTests : IAsyncLifetime
{
    private static readonly AuditContext Context = new("42", "Li", "10.0.0.1", "access/accounts", "New colleague");
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly ServiceTransaction<AccountDb> transaction = TestTransaction.Of<AccountDb>(
        "access",
        TimeProvider.System
    );

    public async ValueTask InitializeAsync()
    {
        await connection.OpenAsync();
        await using var db = Db();
        await db.Database.EnsureCreatedAsync();
    }

    public ValueTask DisposeAsync()
    {
        transaction.Dispose();
        return connection.DisposeAsync();
    }

    [Fact]
    public async Task A_changed_secret_is_recorded_without_its_value()
    {
        await DoAsync(db => db.Accounts.Add(new Account { Name = "wang", PasswordHash = "hash one" }));
        await DoAsync(async db => (await db.Accounts.SingleAsync()).PasswordHash = "hash two");

        var trail = await TrailAsync();

        trail.Select(line => line.Subject).ShouldBe(["wang", "wang"]);
        trail[0]
            .Json.ShouldBe(
                """{"name":"Li","address":"10.0.0.1","reason":"New colleague","after":{"name":"wang","passwordHash":"(secret)"}}"""
            );
        trail[1].Json.ShouldContain("""before":{"passwordHash":"(secret)"},"after":{"passwordHash":"(secret)"}""");
    }

    [Fact]
    public async Task A_change_saved_twice_in_a_transaction_is_recorded_once()
    {
        await DoAsync(async db =>
        {
            db.Accounts.Add(new Account { Name = "wang", PasswordHash = "" });
            await db.SaveChangesAsync();
            db.Accounts.Add(new Account { Name = "zhao", PasswordHash = "" });
            await db.SaveChangesAsync();
        });

        (await TrailAsync()).Select(line => line.Subject).ShouldBe(["wang", "zhao"]);
    }

    [Fact]
    public async Task A_deleted_record_is_audited_with_its_last_values()
    {
        await DoAsync(db => db.Accounts.Add(new Account { Name = "wang", PasswordHash = "" }));
        await DoAsync(async db => db.Accounts.Remove(await db.Accounts.SingleAsync()));

        var deleted = (await TrailAsync())[1];
        deleted.Json.ShouldContain(""" "before":{"name":"wang" """.Trim());
        deleted.Json.ShouldNotContain("after");
    }

    [Fact]
    public async Task An_undescribed_action_leaves_a_row_without_details()
    {
        await DoAsync(db => db.Notes.Add(new Note { Text = "not audited" }));

        var line = (await TrailAsync()).ShouldHaveSingleItem();
        line.Subject.ShouldBeNull();
        line.Json.ShouldNotContain("after");
    }

    private Task DoAsync(Action<AccountDb> work) =>
        DoAsync(db =>
        {
            work(db);
            return Task.CompletedTask;
        });

    private async Task DoAsync(Func<AccountDb, Task> work)
    {
        await using var db = Db();
        db.Pending.Trail.Begin(Context);
        await transaction.RunAsync(
            db,
            async () =>
            {
                await work(db);
                return true;
            },
            CancellationToken.None
        );
    }

    private async Task<List<(string? Subject, string Json)>> TrailAsync()
    {
        await using var db = Db();
        var lines = await AuditRowWithDetails.Of(db).OrderBy(line => line.Row.Sequence).ToListAsync();
        return lines.ConvertAll(line => (line.Row.Subject, Encoding.UTF8.GetString(line.Details!.Json)));
    }

    private AccountDb Db()
    {
        var options = new DbContextOptionsBuilder<AccountDb>().UseSqlite(connection);
        StorageExtension.Add(options, SqliteDialect.Instance);
        return new AccountDb(options.Options);
    }

    private sealed class AccountDb(DbContextOptions<AccountDb> options) : ServiceDbContext(options, "access")
    {
        public DbSet<Account> Accounts => Set<Account>();
        public DbSet<Note> Notes => Set<Note>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.Entity<Account>(account =>
            {
                account.HasKey(a => a.Name);
                account.IsAudited(a => a.Name);
                account.Property(a => a.PasswordHash).IsSecret();
            });
            modelBuilder.Entity<Note>().HasKey(note => note.Text);
        }
    }

    private sealed class Account
    {
        public required string Name { get; init; }
        public required string PasswordHash { get; set; }
    }

    private sealed class Note
    {
        public required string Text { get; init; }
    }
}
