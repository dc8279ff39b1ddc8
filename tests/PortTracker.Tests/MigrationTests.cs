using Microsoft.EntityFrameworkCore;

namespace PortTracker.Tests;

public sealed class MigrationTests(PortHost port) : IClassFixture<PortHost>
{
    public static TheoryData<string> Services { get; } = [.. ServiceNames.All];

    [Theory]
    [MemberData(nameof(Services))]
    public void The_migrations_make_on_SQLite_what_the_model_says(string service)
    {
        using var files = TestDatabase.OnFiles();
        using var db = Of(service).On(files);
        db.Database.HasPendingModelChanges().ShouldBeFalse("add a migration to PortTracker.Migrations.Sqlite");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_migrations_make_on_SQL_Server_what_the_model_says(string service)
    {
        using var db = Of(service).ForSqlServer();
        db.Database.HasPendingModelChanges().ShouldBeFalse("add a migration to PortTracker.Migrations.SqlServer");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_host_that_serves_has_applied_all_of_them(string service)
    {
        await using var db = Of(service).On(port.Database);
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    private static Context Of(string service) => Contexts.All.Single(context => context.Service == service);
}
