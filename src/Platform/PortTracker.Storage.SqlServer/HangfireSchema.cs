using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Storage.SqlServer;

/// <summary>The tables of Hangfire.</summary>
internal sealed class HangfireSchema(string connectionString) : IDatabaseMigration
{
    public const string Schema = "hangfire";

    public async Task<bool> IsPendingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = FindTable;
        if (await command.ExecuteScalarAsync(cancellationToken) is not int)
        {
            return true;
        }

        command.CommandText = ReadVersion;
        return await command.ExecuteScalarAsync(cancellationToken) is not int version
            || version < SqlServerObjectsInstaller.LatestSchemaVersion;
    }

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        // The installer takes a lock on the server, and does nothing if the schema is current.
        SqlServerObjectsInstaller.Install(connection, Schema, enableHeavyMigrations: true);
    }

    internal const string FindTable = $"SELECT OBJECT_ID(N'[{Schema}].[Schema]', N'U');";
    internal const string ReadVersion = $"SELECT MAX([Version]) FROM [{Schema}].[Schema];";

    private async Task<SqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
