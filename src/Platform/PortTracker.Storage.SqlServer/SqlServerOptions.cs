using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.SqlServer;

public static class SqlServerOptions
{
    // Must be longer than the writer lock's timeout.
    private const int CommandTimeoutSeconds = 90;

    /// <summary>Connects a context to a service's schema.</summary>
    public static DbContextOptionsBuilder UseServiceSchema(
        this DbContextOptionsBuilder options,
        string connection,
        string service
    )
    {
        options
            .UseSqlServer(
                connection,
                sql =>
                    sql.MigrationsAssembly(typeof(SqlServerOptions).Assembly)
                        .MigrationsHistoryTable("migrations", service)
                        .CommandTimeout(CommandTimeoutSeconds)
            )
            .AddInterceptors(CollationInterceptor.Instance);
        StorageExtension.Add(options, SqlServerDialect.Instance);
        return options;
    }
}
