using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Tests.Audit;

public sealed class AuditedEntityTests : IAsyncLifetime
{
    private static readonly Deed Deed = new("42", "Li", "10.0.0.1", "access/accounts", "New colleague");
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly ServiceDatabase<AccountDb> database = new(
        new ServiceName<AccountDb>("access"),
        new Doorbells(),
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
        database.Dispose();
        return connection.DisposeAsync();
    }

    [Fact]
    public async Task Of_a_secret_it_is_on_record_only_that_it_changed()
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
    public async Task What_is_saved_in_the_middle_of_a_transaction_is_on_record_once()
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
    public async Task What_is_deleted_is_on_record_as_it_was()
    {
        await DoAsync(db => db.Accounts.Add(new Account { Name = "wang", PasswordHash = "" }));
        await DoAsync(async db => db.Accounts.Remove(await db.Accounts.SingleAsync()));

        var deleted = (await TrailAsync())[1];
        deleted.Json.ShouldContain(""" "before":{"name":"wang" """.Trim());
        deleted.Json.ShouldNotContain("after");
    }

    [Fact]
    public async Task What_nobody_thought_of_leaves_a_bare_row()
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
        db.Trail.Begin(Deed);
        await database.InTransactionAsync(
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
        var lines = await AuditLine.Of(db).OrderBy(line => line.Row.Sequence).ToListAsync();
        return lines.ConvertAll(line => (line.Row.Subject, Encoding.UTF8.GetString(line.Details!.Json)));
    }

    private AccountDb Db() => new(new DbContextOptionsBuilder<AccountDb>().UseSqlite(connection).Options);

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
