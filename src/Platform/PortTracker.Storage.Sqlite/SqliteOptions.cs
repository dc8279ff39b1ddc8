using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.Sqlite;

public static class SqliteOptions
{
    /// <summary>Connects a context to a service's file.</summary>
    /// <param name="options">The options of the context.</param>
    /// <param name="file">The service's file.</param>
    /// <param name="mayCreate">Whether to create the file if it does not exist; only its owner may.</param>
    public static DbContextOptionsBuilder UseServiceFile(
        this DbContextOptionsBuilder options,
        string file,
        bool mayCreate = true
    )
    {
        options
            .UseSqlite(
                $"Data Source={file};Default Timeout=60{(mayCreate ? "" : ";Mode=ReadWrite")}",
                sqlite => sqlite.MigrationsAssembly(typeof(SqliteOptions).Assembly)
            )
            .AddInterceptors(DurableConnectionInterceptor.Instance);
        StorageExtension.Add(options, SqliteDialect.Instance);
        return options;
    }
}
