using Microsoft.Data.Sqlite;

namespace PortTracker.EndToEnd;

/// <summary>Direct access to the database of a service.</summary>
internal static class Sqlite
{
    public static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = await OpenAsync(file);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Locks the database against writes for a while.</summary>
    public static async Task LockAsync(string file, TimeSpan time)
    {
        await using var connection = await OpenAsync(file);
        await using var transaction = connection.BeginTransaction(deferred: false);
        await Task.Delay(time);
        await transaction.RollbackAsync();
    }

    private static async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
