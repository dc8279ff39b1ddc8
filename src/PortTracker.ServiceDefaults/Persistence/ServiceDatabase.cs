using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace PortTracker.ServiceDefaults;

/// <summary>Runs the transactions of one service's database, one writer at a time.</summary>
public sealed class ServiceDatabase<TDb>(ServiceName<TDb> name, Doorbells doorbells, TimeProvider time) : IDisposable
    where TDb : ServiceDbContext
{
    // SQLite has one writer a file and lets others wait by sleeping; a queue in the process is fair and wakes at once.
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>
    /// Does the work and commits it together with the events that it recorded and the audit rows of the person who has it done, then
    /// wakes the readers of the events. Work that returns false, or throws, leaves nothing behind.
    /// </summary>
    public async Task<bool> InTransactionAsync(TDb db, Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        bool recorded;
        await writer.WaitAsync(cancellationToken);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (db.Database.IsSqlServer())
            {
                // Should anything fail, the whole transaction is undone.
                db.Database.AutoSavepointsEnabled = false;
                await db.Database.TakeTurnAsync(name.Value, Turn.Exclusive, cancellationToken);
            }

            if (!await work())
            {
                db.Trail.Forget();
                return false;
            }

            await db.SaveChangesPreparedAsync(cancellationToken);
            recorded = await db.WriteJournalAsync(cancellationToken);
            await db.Trail.WriteAsync(time.GetUtcNow(), cancellationToken);
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
    Task<bool> IsPendingAsync(CancellationToken cancellationToken);

    Task ApplyAsync(CancellationToken cancellationToken);
}

public static class ServiceDatabaseExtensions
{
    /// <summary>
    /// Makes the databases ready to serve. Files have one host, which migrates them itself; a server's databases have many, and who
    /// changes their tables is not left to the one that comes first.
    /// </summary>
    /// <exception cref="ConfigurationException">A server's database has not been migrated.</exception>
    public static async Task PrepareDatabasesAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var isOnServer = services.GetRequiredService<IConfiguration>().UsesSqlServer();
        foreach (var migration in services.GetServices<IMigration>())
        {
            if (!isOnServer)
            {
                await migration.ApplyAsync(cancellationToken);
            }
            else if (await migration.IsPendingAsync(cancellationToken))
            {
                throw new ConfigurationException(
                    "The tables on SQL Server are not those of this version: run `migrate` with this configuration, then start again."
                );
            }
        }
    }

    /// <summary>Adds a service's database: its own SQLite file in the data directory, or its own schema on SQL Server.</summary>
    public static IServiceCollection AddServiceDatabase<TDb>(this IHostApplicationBuilder builder, string service)
        where TDb : ServiceDbContext
    {
        var services = builder.Services;
        if (builder.Configuration.UsesSqlServer())
        {
            var connection = builder.Configuration.ConnectionStringOf(service);
            services.AddDbContext<TDb>(
                (provider, options) =>
                    options.UseServiceSchema(connection, service).AddInterceptors(provider.GetServices<IInterceptor>())
            );
        }
        else
        {
            services.AddDbContext<TDb>(
                (provider, options) =>
                    options
                        .UseServiceFile(provider.GetRequiredService<DataDirectory>().FileOf(service))
                        .AddInterceptors(provider.GetServices<IInterceptor>())
            );
            services.TryAddSingleton<DataDirectory>();
        }

        services.TryAddSingleton<Doorbells>();
        services.TryAddSingleton<Freshness>();
        services.TryAddSingleton<Instance>();
        services.TryAddSingleton<AnchorFile>();
        services.AddSingleton(new ServiceName<TDb>(service));
        services.AddSingleton<ServiceDatabase<TDb>>();
        services.AddSingleton<OwnProgress<TDb>>();
        services.AddSingleton<UnreadableMessages<TDb>>();
        services.AddSingleton<IMigration, Migration<TDb>>();
        services.AddKeyedSingleton<IJournal, Journal<TDb>>(service);
        services.AddHostedService<Retention<TDb>>();
        services.AddHostedService<AuditAnchors<TDb>>();
        services.AddHealthChecks().AddCheck<DatabaseCheck<TDb>>($"{service} database");
        return services;
    }

    /// <summary>Adds the view of the access service's database, which is another process's where that service is elsewhere.</summary>
    internal static void AddRegisterStore(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.UsesSqlServer() ? configuration.ConnectionStringOf(ServiceNames.Access) : null;
        services.AddDbContext<RegisterDb>(
            (provider, options) =>
                (
                    connection is null
                        ? options.UseServiceFile(FileFor(provider), isMade: true)
                        : options.UseServiceSchema(connection, ServiceNames.Access)
                ).AddInterceptors(provider.GetServices<IInterceptor>())
        );
    }

    // The demo chooses its directory after this was called.
    private static string FileFor(IServiceProvider provider) =>
        Path.Combine(DataDirectory.PathOf(provider.GetRequiredService<IConfiguration>()), ServiceNames.Access + ".db");

    private static string ConnectionStringOf(this IConfiguration configuration, string service) =>
        configuration.GetConnectionString(service) is { Length: > 0 } given
            ? given
            : throw new ConfigurationException($"ConnectionStrings:{service}: give the service's database.");

    /// <param name="options">Of the context.</param>
    /// <param name="file">The service's file.</param>
    /// <param name="isMade">Whether another makes the file; then it is not made here.</param>
    public static DbContextOptionsBuilder UseServiceFile(
        this DbContextOptionsBuilder options,
        string file,
        bool isMade = false
    ) =>
        options
            .UseSqlite(
                $"Data Source={file};Default Timeout=60{(isMade ? ";Mode=ReadWrite" : "")}",
                sqlite => sqlite.MigrationsAssembly("PortTracker.Migrations.Sqlite")
            )
            .AddInterceptors(DurableConnections.Instance);

    public static DbContextOptionsBuilder UseServiceSchema(
        this DbContextOptionsBuilder options,
        string connection,
        string service
    ) =>
        options
            .UseSqlServer(
                connection,
                sql =>
                    sql.MigrationsAssembly("PortTracker.Migrations.SqlServer")
                        .MigrationsHistoryTable("migrations", service)
                        // Longer than a writer waits for its turn.
                        .CommandTimeout(90)
            )
            .AddInterceptors(ExactMatches.Instance);

    /// <summary>Whether the databases are on SQL Server: configuration key <c>Data:Provider</c>.</summary>
    public static bool UsesSqlServer(this IConfiguration configuration) =>
        configuration[ProviderKey] switch
        {
            null or "" => false,
            var provider when provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase) => false,
            var provider when provider.Equals("SqlServer", StringComparison.OrdinalIgnoreCase) => true,
            var provider => throw new ConfigurationException(
                $"{ProviderKey}: '{provider}' is not known; it is Sqlite or SqlServer."
            ),
        };

    private const string ProviderKey = "Data:Provider";

    private sealed class Migration<TDb>(IServiceScopeFactory scopes, ServiceName<TDb> name) : IMigration
        where TDb : ServiceDbContext
    {
        public async Task<bool> IsPendingAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<TDb>().Database;
            return (await database.GetPendingMigrationsAsync(cancellationToken)).Any();
        }

        public async Task ApplyAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<TDb>().Database;
            if (!database.IsSqlite())
            {
                // EF takes a lock of the server, which ends with its holder.
                await database.MigrateAsync(cancellationToken);
                return;
            }

            using var turn = await scope
                .ServiceProvider.GetRequiredService<DataDirectory>()
                .LockAsync($"{name.Value}.migrating", cancellationToken);
            // A host that was killed while it migrated has left its lock, and EF would wait for it for ever.
            await database.ExecuteSqlAsync($"""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
            await database.MigrateAsync(cancellationToken);
        }
    }

    /// <summary>Makes what was answered survive a loss of power too: the log is flushed before a commit returns.</summary>
    private sealed class DurableConnections : DbConnectionInterceptor
    {
        private const string Pragmas =
            "PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;";

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

/// <summary>
/// Where the databases are as files: configuration key <c>Data:Directory</c>. In the embedded form one host at a time owns it; with
/// a broker, hosts of several services, or several of one, may share it.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    // A host that is started again may meet the one before at its end.
    private static readonly TimeSpan EndOfTheOneBefore = TimeSpan.FromSeconds(3);
    private readonly FileStream owned;

    public DataDirectory(IConfiguration configuration)
    {
        Path = PathOf(configuration);
        Directory.CreateDirectory(Path);
        var share = configuration.UsesBroker() ? FileShare.Read : FileShare.None;
        var started = TimeProvider.System.GetTimestamp();
        while (owned is null)
        {
            try
            {
                // Let go by the system when the process ends, however it ends.
                owned = Open("owner", share);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(started) < EndOfTheOneBefore)
            {
                Thread.Sleep(BetweenTries);
            }
            catch (IOException e)
            {
                throw new DataDirectoryInUseException(Path, e);
            }
        }
    }

    public string Path { get; }

    /// <summary>Where it is, for those who only read in it.</summary>
    internal static string PathOf(IConfiguration configuration)
    {
        var configured = configuration["Data:Directory"];
        return System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Default : configured);
    }

    internal string FileOf(string service) => System.IO.Path.Combine(Path, service + ".db");

    /// <summary>Waits until no other process has the lock, and takes it.</summary>
    internal async Task<IDisposable> LockAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return Open(name, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    // For reading: two that only share it must be able to.
    private FileStream Open(string name, FileShare share)
    {
        var path = System.IO.Path.Combine(Path, name);
        using (File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite)) { }
        return new FileStream(path, FileMode.Open, FileAccess.Read, share);
    }

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
