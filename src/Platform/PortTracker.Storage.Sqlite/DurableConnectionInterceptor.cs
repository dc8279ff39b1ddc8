using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PortTracker.Storage.Sqlite;

/// <summary>Makes each commit survive a power failure: SQLite flushes the log before the commit returns.</summary>
internal sealed class DurableConnectionInterceptor : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;";

    public static DurableConnectionInterceptor Instance { get; } = new();

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
