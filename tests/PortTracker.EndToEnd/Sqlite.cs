using Microsoft.Data.Sqlite;

namespace PortTracker.EndToEnd;

/// <summary>What one does to a database behind the back of its service.</summary>
internal static class Sqlite
{
    public static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = await OpenAsync(file);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Keeps everyone from writing for a while.</summary>
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
