using Hangfire;
using Hangfire.InMemory;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.Sqlite;

/// <summary>One file per service, in a directory that one host owns.</summary>
public sealed class SqliteStorage(IConfiguration configuration) : IStorage, IDisposable
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    // Lazy, because the demo chooses its directory after the storage is created.
    private readonly Lazy<DataDirectory> directory = new(() => new DataDirectory(configuration));

    public IDatabaseDialect Dialect => SqliteDialect.Instance;

    public string Directory => directory.Value.Path;

    public bool MigratesAtStart => true;

    public void EnsureConfigured(string service) { }

    public void Connect(DbContextOptionsBuilder options, string service, bool isOwner = true)
    {
        var path = isOwner ? Directory : DataDirectory.PathOf(configuration);
        options.UseServiceFile(DataDirectory.FileOf(path, service), mayCreate: isOwner);
    }

    public async Task MigrateAsync(DatabaseFacade database, string service, CancellationToken cancellationToken)
    {
        using var file = await directory.Value.LockAsync($"{service}.migrating", cancellationToken);
        Protect(DataDirectory.FileOf(Directory, service));
        await CheckAsync(database, service, cancellationToken);
        // A host that was killed during a migration leaves EF Core's lock behind, and EF Core would wait for it forever.
        await database.ExecuteSqlAsync($"""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
        await database.MigrateAsync(cancellationToken);
    }

    // Damage that is found at start can be mended from a backup before anything is built on it.
    private async Task CheckAsync(DatabaseFacade database, string service, CancellationToken cancellationToken)
    {
        var path = DataDirectory.FileOf(Directory, service);
        try
        {
            await database.OpenConnectionAsync(cancellationToken);
            await using var check = database.GetDbConnection().CreateCommand();
            check.CommandText = "PRAGMA quick_check(1);";
            if (await check.ExecuteScalarAsync(cancellationToken) is string found and not "ok")
            {
                throw new DamagedDatabaseException(path, found);
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw new DamagedDatabaseException(path, e.Message, e);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    public void CloseIdleConnections() => SqliteConnection.ClearAllPools();

    // Losing jobs on a restart is harmless: each start sets the schedule, and pending days are in the database.
    public void AddJobs(IServiceCollection services, string service) =>
        services.AddSingleton<JobStorage>(_ => new InMemoryStorage(
            new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) }
        ));

    /// <summary>SQLite gives the files beside it the mode of the database.</summary>
    private static void Protect(string database)
    {
        if (!File.Exists(database))
        {
            // Only then: closing a file that SQLite has open would release SQLite's locks on it.
            PrivateFile.Open(database, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }

        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            PrivateFile.Protect(database + suffix);
        }
    }

    public void Dispose()
    {
        if (directory.IsValueCreated)
        {
            directory.Value.Dispose();
        }
    }
}
