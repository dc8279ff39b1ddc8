using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Writes what a context tracks with one prepared statement for each kind of change. EF Core sends SQLite a command for each
/// row, made, parsed and read back anew, which was half of this system's processor time; a batch here has some hundred rows of
/// the same kind.
/// </summary>
internal static class PreparedWrites
{
    public static async Task SaveChangesPreparedAsync(this ServiceDbContext db, CancellationToken cancellationToken)
    {
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var rows = db.ChangedRows().ToList();
        if (!db.Database.IsSqlite() || rows.Exists(row => row.EntityState is EntityState.Deleted))
        {
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            return;
        }

        db.Trail.NoteChanges(rows);
        foreach (var kind in rows.GroupBy(row => (row.EntityType, row.EntityState, Written(row))))
        {
            var (type, state, written) = kind.Key;
            await using var statement =
                state is EntityState.Added
                    ? new Statement(db, type, written, [])
                    : new Statement(db, type, written, [.. type.GetProperties().Where(IsCondition)]);
            foreach (var row in kind)
            {
                statement.Execute(row);
            }
        }

        // Generated keys are not read back: nothing of this context may be used any more.
        db.ChangeTracker.Clear();
    }

    public static IEnumerable<IUpdateEntry> ChangedRows(this DbContext db) =>
        db
            .ChangeTracker.Entries()
            .Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached))
            .Select(Row);

    private static IUpdateEntry Row(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry) =>
#pragma warning disable EF1001 // The only way from an entry to the public interface that providers write from.
        entry.GetInfrastructure();
#pragma warning restore EF1001

    private static bool IsCondition(IProperty property) => property.IsPrimaryKey() || property.IsConcurrencyToken;

    /// <summary>The columns that a row writes, one bit each.</summary>
    private static UInt128 Written(IUpdateEntry row)
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

    private sealed class Statement : IAsyncDisposable
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
                throw new DbUpdateConcurrencyException("The row was changed by another.", [row]);
            }
        }

        public ValueTask DisposeAsync() => command.DisposeAsync();

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
