using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace PortTracker.ServiceCore.Storage;

/// <summary>Inserts rows without change tracking, for the tables with the most inserts.</summary>
internal static class RowInserts
{
    public static async Task InsertAsync<T>(
        this DbContext db,
        IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows,
        int rowsPerInsert,
        CancellationToken cancellationToken
    )
        where T : class
    {
        DbCommand? insert = null;
        try
        {
            foreach (var chunk in rows.Chunk(rowsPerInsert))
            {
                if (insert?.Parameters.Count != chunk.Length * columns.Count)
                {
                    insert?.Dispose();
                    insert = db.InsertOf<T>(columns, chunk.Length);
                }

                insert.SetValues(chunk);
                await insert.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        finally
        {
            insert?.Dispose();
        }
    }

    /// <summary>Creates the statement for a number of rows, without their values.</summary>
    public static DbCommand InsertOf<T>(this DbContext db, IReadOnlyList<string> columns, int rows)
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
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row is 0 ? "" : ", ").Append('(').AppendJoin(", ", columns.Select(_ => Parameter())).Append(')');
        }

        insert.CommandText = sql.ToString();
        return insert;

        string Parameter()
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "@p" + insert.Parameters.Count.ToString(CultureInfo.InvariantCulture);
            insert.Parameters.Add(parameter);
            return parameter.ParameterName;
        }
    }

    public static void SetValues(this DbCommand insert, IEnumerable<object?[]> rows)
    {
        var next = 0;
        foreach (var value in rows.SelectMany(row => row))
        {
            insert.Parameters[next++].Value = value ?? DBNull.Value;
        }
    }
}
