using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace PortTracker.ServiceDefaults;

/// <summary>Runs the transactions of one service's database, one writer at a time.</summary>
public sealed class ServiceDatabase<TDb>(ServiceName<TDb> name, Doorbells doorbells) : IDisposable
    where TDb : ServiceDbContext
{
    // SQLite has one writer a file and lets others wait by sleeping; a queue in the process is fair and wakes at once.
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>
    /// Does the work and commits it together with the events that it recorded, then wakes their readers. Work that returns
    /// false, or throws, leaves nothing behind.
    /// </summary>
    public async Task<bool> InTransactionAsync(TDb db, Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        bool recorded;
        await writer.WaitAsync(cancellationToken);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (!await work())
            {
                return false;
            }

            await db.SaveChangesPreparedAsync(cancellationToken);
            recorded = await db.WriteJournalAsync(cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
            // Under the lock still, so that what follows a commit in memory follows in the order of the commits.
            db.Committed();
        }
        finally
        {
            writer.Release();
        }

        if (recorded)
        {
            doorbells.Ring(name.Value);
        }

        return true;
    }

    public void Dispose() => writer.Dispose();
}

/// <summary>The name of the service that owns a database.</summary>
public sealed record ServiceName<TDb>(string Value);

/// <summary>Something that a database needs before the host serves.</summary>
public interface IMigration
{
    Task ApplyAsync(CancellationToken cancellationToken);
}

public static class ServiceDatabaseExtensions
{
    /// <summary>Adds a service's database: its own SQLite file in the data directory.</summary>
    public static IServiceCollection AddServiceDatabase<TDb>(this IHostApplicationBuilder builder, string service)
        where TDb : ServiceDbContext
    {
        builder.Services.AddDbContext<TDb>(
            (provider, options) =>
            {
                var directory = provider.GetRequiredService<DataDirectory>();
                options
                    .UseSqlite(
                        $"Data Source={Path.Combine(directory.Path, service + ".db")};Default Timeout=60",
                        sqlite => sqlite.MigrationsAssembly("PortTracker.Migrations.Sqlite")
                    )
                    .AddInterceptors(DurableConnections.Instance);
            }
        );
        builder.Services.TryAddSingleton<DataDirectory>();
        builder.Services.TryAddSingleton<Doorbells>();
        builder.Services.AddSingleton(new ServiceName<TDb>(service));
        builder.Services.AddSingleton<ServiceDatabase<TDb>>();
        builder.Services.AddSingleton<IMigration, Migration<TDb>>();
        builder.Services.AddKeyedSingleton<IJournal, Journal<TDb>>(service);
        builder.Services.AddHostedService<Retention<TDb>>();
        return builder.Services;
    }

    private sealed class Migration<TDb>(IServiceScopeFactory scopes) : IMigration
        where TDb : ServiceDbContext
    {
        public async Task ApplyAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<TDb>().Database;
            // A host that was killed while it migrated has left its lock, and EF would wait for it for ever.
            await database.ExecuteSqlAsync($"""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
            await database.MigrateAsync(cancellationToken);
        }
    }

    /// <summary>Makes what was answered survive a loss of power too: the log is flushed before a commit returns.</summary>
    private sealed class DurableConnections : DbConnectionInterceptor
    {
        private const string Pragmas =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;";

        public static DurableConnections Instance { get; } = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

/// <summary>Where the embedded form keeps its files: configuration key <c>Data:Directory</c>. One host at a time owns it.</summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream owned;

    public DataDirectory(IConfiguration configuration)
    {
        var configured = configuration["Data:Directory"];
        Path = System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Default : configured);
        Directory.CreateDirectory(Path);
        try
        {
            // Let go by the system when the process ends, however it ends.
            owned = new FileStream(
                System.IO.Path.Combine(Path, "owner"),
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.None
            );
        }
        catch (IOException e)
        {
            throw new DataDirectoryInUseException(Path, e);
        }
    }

    public string Path { get; }

    private static string Default =>
        System.IO.Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "PortTracker"
        );

    public void Dispose() => owned.Dispose();
}

/// <summary>Another host owns the data directory.</summary>
public sealed class DataDirectoryInUseException(string path, Exception inner)
    : Exception(
        $"Another host keeps its data in {path}. Stop it, or choose another directory: --Data:Directory=PATH",
        inner
    );
