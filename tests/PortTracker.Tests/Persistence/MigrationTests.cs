using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceCore.Storage;
using PortTracker.Storage.Sqlite;
using PortTracker.Storage.SqlServer;
using PortTracker.Tests.SqlServer;

namespace PortTracker.Tests.Persistence;

public sealed class MigrationTests
{
    public static TheoryData<string> Services { get; } = [.. Contexts.All.Select(context => context.Service)];

    [Theory]
    [MemberData(nameof(Services))]
    public void The_SQLite_migrations_match_the_model(string service)
    {
        using var files = TestDatabase.OnFiles();
        using var db = Of(service).On(files);
        db.Database.HasPendingModelChanges().ShouldBeFalse("add a migration to PortTracker.Storage.Sqlite");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_SQL_Server_migrations_match_the_model(string service)
    {
        using var db = Of(service).ForSqlServer();
        db.Database.HasPendingModelChanges().ShouldBeFalse("add a migration to PortTracker.Storage.SqlServer");
    }

    [Fact]
    public async Task A_running_host_has_applied_all_migrations()
    {
        await using var port = new PortHost { Database = new TestDatabase { IsLeftToHost = true } };
        await port.InitializeAsync();
        foreach (var context in Contexts.All)
        {
            await using var db = context.On(port.Database);
            (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty(context.Service);
        }
    }

    [Fact]
    public async Task Data_of_the_first_version_is_complete_and_usable_after_an_upgrade()
    {
        await using var day = new PortHost { Database = TestDatabase.OnFiles(), Transport = TestTransport.Embedded() };
        await day.InitializeAsync();
        await CoverageDay.PlayAsync(day);
        await using var port = new PortHost { Database = TestDatabase.OnFiles() };
        // The first version had no accounts.
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
        await Waiting.UntilAsync(async () =>
        {
            var ledger = await port.LedgerAsync(ServiceNames.Board);
            return ledger.Single(entry => entry.MovementId == cleared.MovementId).Stage is Stage.Departed
                && ledger.Any(entry => entry.Vin == arrived.Arrivals[0].Vin && entry.Stage is Stage.AwaitingClearance);
        });
        // The firm was on record from the start.
        using var firm = port.AsFirm(SomeVehicle.Operator);
        var ids = (await port.LedgerAsync(ServiceNames.Entry)).Select(entry => entry.MovementId).Order().ToList();
        (await MovementsAsync<EntryMovement>("entry/movements?")).Select(m => m.MovementId).ShouldBe(ids);
        await Waiting.UntilAsync(async () =>
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
    public async Task The_command_migrates_a_server_and_the_host_migrates_files(
        string provider,
        bool isPending,
        bool isReady
    )
    {
        var settings = new ConfigurationBuilder().Build();
        var migration = Substitute.For<IDatabaseMigration>();
        migration.IsPendingAsync(Arg.Any<CancellationToken>()).Returns(isPending);
        await using var services = new ServiceCollection()
            .AddSingleton(migration)
            .AddSingleton<IStorage>(_ =>
                provider is "Sqlite" ? new SqliteStorage(settings) : new SqlServerStorage(settings)
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

    /// <summary>Copies the rows of each table to another file, for the columns that it has.</summary>
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
            command.CommandText =
                $"DELETE FROM main.\"{name}\"; INSERT INTO main.\"{name}\" ({columns}) SELECT {columns} FROM day.\"{name}\"";
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
