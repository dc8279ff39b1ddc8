using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PortTracker.Tests.SqlServer;

namespace PortTracker.Tests;

public sealed class MigrationTests
{
    public static TheoryData<string> Services { get; } = [.. Contexts.All.Select(context => context.Service)];

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

    [Fact]
    public async Task A_host_that_serves_has_applied_all_of_them()
    {
        await using var port = new PortHost();
        await port.InitializeAsync();
        foreach (var context in Contexts.All)
        {
            await using var db = context.On(port.Database);
            (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty(context.Service);
        }
    }

    [Fact]
    public async Task What_the_first_version_has_on_record_is_all_there_in_this_one_and_goes_on()
    {
        await using var day = new PortHost { Database = TestDatabase.OnFiles(), Transport = TestTransport.Embedded() };
        await day.InitializeAsync();
        await DayAtThePort.PlayAsync(day);
        await using var port = new PortHost { Database = TestDatabase.OnFiles() };
        // There were no accounts in it.
        foreach (var context in Contexts.All.Where(context => context.Service is not ServiceNames.Access))
        {
            await using var db = context.On(port.Database);
            await db.GetService<IMigrator>().MigrateAsync("Initial");
            var file = port.Database.FileOf(context.Service);
            var tables = Fill(file, from: day.Database.FileOf(context.Service));
            var before = tables.ToDictionary(table => table.Name, table => Rows(file, table));
            before.ShouldAllBe(table => table.Value.Count > 0);

            await db.Database.MigrateAsync();

            // The board reads the journals again, for what it did not keep of them before.
            foreach (var table in tables.Where(t => (context.Service, t.Name) is not (ServiceNames.Board, "inbox")))
            {
                Rows(file, table).ShouldBe(before[table.Name], $"{context.Service}: {table.Name}");
            }
        }

        await port.InitializeAsync();
        var cleared = (await port.LedgerAsync(ServiceNames.Board)).First(entry => entry.Stage is Stage.Cleared);
        await port.PostAsync("/api/clearance/departures", PortHost.On(cleared.MovementId));
        var arrived = PortHost.Arrival(SomeVehicle.Green());
        await port.PostAsync("/api/entry/arrivals", arrived);
        await DayAtThePort.Until(async () =>
        {
            var ledger = await port.LedgerAsync(ServiceNames.Board);
            return ledger.Single(entry => entry.MovementId == cleared.MovementId).Stage is Stage.Departed
                && ledger.Any(entry => entry.Vin == arrived.Arrivals[0].Vin && entry.Stage is Stage.AwaitingClearance);
        });
        // Whose they are was on record from the first.
        using var firm = port.AsFirm(SomeVehicle.Operator);
        var ids = (await port.LedgerAsync(ServiceNames.Entry)).Select(entry => entry.MovementId).Order().ToList();
        (await MovementsAsync<EntryMovement>("entry/movements?")).Select(m => m.MovementId).ShouldBe(ids);
        await DayAtThePort.Until(async () =>
            (await MovementsAsync<FirmMovement>($"board/firm/movements?port={PortHost.Port}&"))
                .Select(m => m.MovementId)
                .SequenceEqual(ids)
        );

        async Task<IReadOnlyList<T>> MovementsAsync<T>(string path) =>
            (await (await firm.GetAsync($"/api/{path}limit=5000")).ReadAsync<Page<T>>()).Items;
    }

    [Theory]
    [InlineData("Sqlite", true, true)]
    [InlineData("SqlServer", false, true)]
    [InlineData("SqlServer", true, false)]
    public async Task A_server_is_migrated_by_the_command_and_files_by_the_host(
        string provider,
        bool isPending,
        bool isReady
    )
    {
        var migration = Substitute.For<IMigration>();
        migration.IsPendingAsync(Arg.Any<CancellationToken>()).Returns(isPending);
        await using var services = new ServiceCollection()
            .AddSingleton(migration)
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder().AddInMemoryCollection([new("Data:Provider", provider)]).Build()
            )
            .BuildServiceProvider();

        var preparation = services.PrepareDatabasesAsync(CancellationToken.None);

        if (isReady)
        {
            await preparation;
        }
        else
        {
            (await Should.ThrowAsync<ConfigurationException>(preparation)).Message.ShouldContain("`migrate`");
        }

        await migration.Received(provider is "Sqlite" ? 1 : 0).ApplyAsync(Arg.Any<CancellationToken>());
    }

    private static Context Of(string service) => Contexts.All.Single(context => context.Service == service);

    /// <summary>Takes the rows of each table over from one file to another, as far as the other has columns for them.</summary>
    private static List<Table> Fill(string file, string from)
    {
        using var connection = SqliteFile.Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = $"ATTACH DATABASE '{from}' AS day";
        command.ExecuteNonQuery();
        command.CommandText = """
            SELECT t.name, group_concat('"' || c.name || '"') FROM sqlite_master t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\' GROUP BY t.name
            """;
        List<Table> tables = [];
        using (var found = command.ExecuteReader())
        {
            while (found.Read())
            {
                tables.Add(new Table(found.GetString(0), found.GetString(1)));
            }
        }

        foreach (var (name, columns) in tables)
        {
            command.CommandText = $"INSERT INTO main.\"{name}\" ({columns}) SELECT {columns} FROM day.\"{name}\"";
            command.ExecuteNonQuery();
        }

        return tables;
    }

    private static List<string> Rows(string file, Table table)
    {
        using var connection = SqliteFile.Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {table.Columns} FROM \"{table.Name}\" ORDER BY 1, 2";
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue);
            rows.Add(
                string.Join('|', values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value))
            );
        }

        return rows;
    }

    private sealed record Table(string Name, string Columns);
}
