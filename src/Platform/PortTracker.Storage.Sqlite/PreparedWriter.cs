using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace PortTracker.Storage.Sqlite;

/// <summary>
/// Writes the tracked changes with one prepared statement per kind of change. EF Core creates, parses and reads back a command per
/// row, which takes half of the system's processor time: a batch has hundreds of rows of the same kind.
/// </summary>
internal static class PreparedWriter
{
    /// <returns>False if a row is deleted. Deletions are rare, and EF Core writes them.</returns>
    public static bool TryWrite(DbContext db, IReadOnlyList<IUpdateEntry> changes)
    {
        if (changes.Any(row => row.EntityState is EntityState.Deleted))
        {
            return false;
        }

        foreach (var group in changes.GroupBy(row => (row.EntityType, row.EntityState, WrittenColumns(row))))
        {
            var (type, state, written) = group.Key;
            IReadOnlyList<IProperty> conditions =
                state is EntityState.Added ? [] : [.. type.GetProperties().Where(IsCondition)];
            using var statement = new Statement(db, type, written, conditions);
            foreach (var row in group)
            {
                statement.Execute(row);
            }
        }

        return true;
    }

    private static bool IsCondition(IProperty property) => property.IsPrimaryKey() || property.IsConcurrencyToken;

    /// <summary>The columns that a row writes, one bit per column.</summary>
    private static UInt128 WrittenColumns(IUpdateEntry row)
    {
        var written = UInt128.Zero;
        foreach (var property in row.EntityType.GetProperties())
        {
            var isWritten =
                row.EntityState is EntityState.Added ? !row.HasTemporaryValue(property) : row.IsModified(property);
            written |= isWritten ? UInt128.One << property.GetIndex() : UInt128.Zero;
        }

        return written;
    }

    private sealed class Statement : IDisposable
    {
        private readonly DbCommand command;
        private readonly List<(IProperty Property, DbParameter Parameter)> values = [];
        private readonly List<(IProperty Property, DbParameter Parameter)> conditions = [];

        public Statement(DbContext db, IEntityType type, UInt128 written, IReadOnlyList<IProperty> where)
        {
            var sql = db.GetService<ISqlGenerationHelper>();
            command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (
                var property in type.GetProperties()
                    .Where(property => (written >> property.GetIndex() & 1) == UInt128.One)
            )
            {
                values.Add((property, Bind("@v", property)));
            }

            foreach (var property in where)
            {
                conditions.Add((property, Bind("@w", property)));
            }

            var table = sql.DelimitIdentifier(type.GetTableName()!);
            command.CommandText = where.Count is 0
                ? $"INSERT INTO {table} ({string.Join(", ", values.Select(Column))}) VALUES ({string.Join(", ", values.Select(v => v.Parameter.ParameterName))})"
                : $"UPDATE {table} SET {string.Join(", ", values.Select(Equal))} WHERE {string.Join(" AND ", conditions.Select(Equal))}";
            command.Prepare();

            string Column((IProperty Property, DbParameter) bound) =>
                sql.DelimitIdentifier(bound.Property.GetColumnName());
            string Equal((IProperty, DbParameter Parameter) bound) =>
                $"{Column(bound)} = {bound.Parameter.ParameterName}";
        }

        public void Execute(IUpdateEntry row)
        {
            foreach (var (property, parameter) in values)
            {
                parameter.Value = row.GetCurrentProviderValue(property) ?? DBNull.Value;
            }

            foreach (var (property, parameter) in conditions)
            {
                parameter.Value = row.GetOriginalProviderValue(property) ?? DBNull.Value;
            }

            if (command.ExecuteNonQuery() is not 1)
            {
                throw new DbUpdateConcurrencyException("Another process changed or deleted the row.", [row]);
            }
        }

        public void Dispose() => command.Dispose();

        private DbParameter Bind(string prefix, IProperty property)
        {
            var parameter = property
                .GetRelationalTypeMapping()
                .CreateParameter(command, $"{prefix}{property.GetIndex()}", value: null, nullable: true);
            command.Parameters.Add(parameter);
            return parameter;
        }
    }
}
