using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace PortTracker.ServiceDefaults;

/// <summary>Inserts several rows with one statement, past change tracking: for tables that take more rows than all others.</summary>
internal static class RowInsert
{
    public static DbCommand Insert<T>(this DbContext db, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
        where T : class
    {
        var insert = db.Database.GetDbConnection().CreateCommand();
        insert.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var type = db.Model.FindEntityType(typeof(T))!;
        var names = db.GetService<ISqlGenerationHelper>();
        var sql = new StringBuilder("INSERT INTO ")
            .Append(names.DelimitIdentifier(type.GetTableName()!, type.GetSchema()))
            .Append(" (")
            .AppendJoin(", ", columns.Select(names.DelimitIdentifier))
            .Append(") VALUES ");
        foreach (var row in rows)
        {
            sql.Append(insert.Parameters.Count is 0 ? "" : ", ")
                .Append('(')
                .AppendJoin(", ", row.Select(Bind))
                .Append(')');
        }

        insert.CommandText = sql.ToString();
        return insert;

        string Bind(object? value)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "@p" + insert.Parameters.Count.ToString(CultureInfo.InvariantCulture);
            parameter.Value = value ?? DBNull.Value;
            insert.Parameters.Add(parameter);
            return parameter.ParameterName;
        }
    }
}
