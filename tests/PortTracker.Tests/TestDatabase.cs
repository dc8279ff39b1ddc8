using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PortTracker.Storage.Sqlite;
using PortTracker.Storage.SqlServer;
using Testcontainers.MsSql;

namespace PortTracker.Tests;

/// <summary>
/// Where one test host keeps its data, its own and removed at the end: a database on the SQL Server of
/// <c>PORTTRACKER_TEST_SQLSERVER</c> (a connection string whose login may create databases), else one in a container where an engine
/// has the image, else files. The one switch between the providers.
/// </summary>
internal sealed class TestDatabase : IDisposable
{
    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";
    private static readonly Lazy<string?> Server = new(FindServer);
    private static readonly Lazy<Task<TestDatabase>> Empty = new(MigrateEmptyAsync);
    private readonly string directory = Directory.CreateTempSubdirectory("porttracker-").FullName;
    private readonly string? connection;

    public TestDatabase()
        : this(Server.Value) { }

    private TestDatabase(string? server) =>
        connection = server is null
            ? null
            : new SqlConnectionStringBuilder(server)
            {
                InitialCatalog = $"porttracker_{Guid.NewGuid():N}",
            }.ConnectionString;

    /// <summary>Files, whatever else there is.</summary>
    public static TestDatabase OnFiles() => new(server: null);

    /// <summary>Whether a host on files is to make its tables itself.</summary>
    public bool IsLeftToHost { get; init; }

    /// <summary>The configuration of a host on it.</summary>
    public IEnumerable<(string Key, string Value)> Settings =>
        connection is null
            ? [("Data:Directory", directory)]
            :
            [
                ("Data:Directory", directory),
                ("Data:Provider", "SqlServer"),
                .. Contexts.All.Select(context => ($"ConnectionStrings:{context.Service}", connection)),
            ];

    public DbContextOptions<TDb> Options<TDb>(string service)
        where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        if (connection is null)
        {
            options.UseServiceFile(FileOf(service));
        }
        else
        {
            options.UseServiceSchema(connection, service);
        }

        return options.Options;
    }

    public string FileOf(string service) => Path.Combine(directory, service + ".db");

    /// <summary>Whether a host on files has nothing to migrate: its tables are copies of those that the migrations made once, for all.</summary>
    public bool IsPrepared { get; private set; }

    /// <summary>Does what <c>migrate</c> does. A host on files does it itself where the test leaves it that, or has begun to fill them.</summary>
    public async Task MigrateAsync()
    {
        if (connection is null)
        {
            if (!IsLeftToHost && !Contexts.All.Any(context => File.Exists(FileOf(context.Service))))
            {
                var empty = await Empty.Value;
                foreach (var context in Contexts.All)
                {
                    File.Copy(empty.FileOf(context.Service), FileOf(context.Service));
                }

                IsPrepared = true;
            }

            return;
        }

        foreach (var context in Contexts.All)
        {
            await using var db = context.On(this);
            await db.Database.MigrateAsync();
        }

        await new HangfireSchema(connection).ApplyAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        if (connection is not null)
        {
            using var db = Contexts.All[0].On(this);
            db.Database.EnsureDeleted();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<TestDatabase> MigrateEmptyAsync()
    {
        var empty = OnFiles();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(empty.directory, recursive: true);
        foreach (var context in Contexts.All)
        {
            await using var db = context.On(empty);
            await db.Database.MigrateAsync();
            var opened = (SqliteConnection)db.Database.GetDbConnection();
            await opened.CloseAsync();
            // The last to close a file writes its log into it.
            SqliteConnection.ClearPool(opened);
        }

        return empty;
    }

    private static string? FindServer()
    {
        var (server, why) = Find();
        Console.WriteLine($"The tests' databases are on {(server is null ? "SQLite" : "SQL Server")}: {why}.");
        return server;
    }

    private static (string? Server, string Why) Find()
    {
        if (Environment.GetEnvironmentVariable("PORTTRACKER_TEST_SQLSERVER") is { Length: > 0 } given)
        {
            return (given, "PORTTRACKER_TEST_SQLSERVER names it");
        }

        try
        {
            // Only an image that is there: a test run downloads nothing of this size.
            var container = new MsSqlBuilder(Image).WithImagePullPolicy(PullPolicy.Never).Build();
            container.StartAsync().GetAwaiter().GetResult();
            return (container.GetConnectionString(), "in a container");
        }
        catch (DockerUnavailableException)
        {
            return (null, "PORTTRACKER_TEST_SQLSERVER is not set, and there is no container engine");
        }
        catch (Docker.DotNet.DockerImageNotFoundException)
        {
            return (null, $"PORTTRACKER_TEST_SQLSERVER is not set, and the container engine has no {Image}");
        }
    }
}
