using Microsoft.Data.Sqlite;

namespace PortTracker.Tests;

/// <summary>Direct access to the SQLite file of a service.</summary>
internal static class SqliteFile
{
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    public static void Execute(string file, string sql)
    {
        using var connection = Open(file);
        connection.Execute(sql);
    }

    public static int Execute(
        this SqliteConnection connection,
        string sql,
        params (string Name, object? Value)[] values
    )
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command.ExecuteNonQuery();
    }
}
