using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace PortTracker.ServiceDefaults;

/// <summary>Inserts rows past change tracking: for the tables that take more of them than all others.</summary>
internal static class RowInsert
{
    /// <summary>A statement is a way to the server and back: it takes many rows.</summary>
    public const int RowsAStatement = 100;

    public static async Task InsertAsync<T>(
        this DbContext db,
        IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    )
        where T : class
    {
        // SQLite has no such way, and looks for each parameter among all of a statement's: it runs a short one again and again.
        var together = db.Database.IsSqlite() ? 1 : RowsAStatement;
        DbCommand? insert = null;
        try
        {
            foreach (var chunk in rows.Chunk(together))
            {
                if (insert?.Parameters.Count != chunk.Length * columns.Count)
                {
                    insert?.Dispose();
                    insert = db.InsertOf<T>(columns, chunk.Length);
                }

                insert.Give(chunk);
                await insert.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        finally
        {
            insert?.Dispose();
        }
    }

    /// <summary>The statement for so many rows, which are still to be given to it.</summary>
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

    public static void Give(this DbCommand insert, IEnumerable<object?[]> rows)
    {
        var next = 0;
        foreach (var value in rows.SelectMany(row => row))
        {
            insert.Parameters[next++].Value = value ?? DBNull.Value;
        }
    }
}
