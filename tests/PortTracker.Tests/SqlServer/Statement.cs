using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace PortTracker.Tests.SqlServer;

/// <summary>A statement as it would go to SQL Server.</summary>
/// <param name="Service">The service.</param>
/// <param name="Sql">The text.</param>
/// <param name="Parameters">The parameters as T-SQL declarations.</param>
internal sealed record Statement(string Service, string Sql, string Parameters)
{
    public static Statement Of(string service, DbCommand command) =>
        new(
            service,
            command.CommandText,
            string.Join(", ", command.Parameters.Cast<SqlParameter>().Select(p => $"{Name(p)} {TypeOf(p)}"))
        );

    private static string Name(SqlParameter parameter) =>
        parameter.ParameterName.StartsWith('@') ? parameter.ParameterName : "@" + parameter.ParameterName;

    private static string TypeOf(SqlParameter parameter)
    {
        var type = parameter.SqlDbType.ToString().ToLowerInvariant();
        var size = parameter.Size is > 0 and <= 4000 ? parameter.Size.ToString(CultureInfo.InvariantCulture) : "max";
        return type is "nvarchar" or "varbinary" or "varchar" ? $"{type}({size})" : type;
    }
}
