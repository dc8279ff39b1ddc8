using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.SqlServer;

/// <summary>SQL Server: one schema per service, with one writer per service across all instances.</summary>
internal sealed class SqlServerDialect : IDatabaseDialect
{
    private static readonly HashSet<int> Duplicates = [2601, 2627];

    // Null in a required column, a duplicate key, a broken reference, text that is too long (two numbers), a value out of range.
    private static readonly HashSet<int> RefusedData = [515, 547, 2601, 2627, 2628, 8115, 8152];

    // Timeout, recovering, offline, two of replicas, deadlock, read-only (two numbers), cannot be opened, shutting down.
    private static readonly HashSet<int> Unavailable = [-2, 922, 942, 976, 983, 1205, 3906, 50002, 4060, 6005];

    public static SqlServerDialect Instance { get; } = new();

    // Each statement is a round trip to the server.
    public int RowsPerInsert => 100;

    public bool IsInProcess => false;

    public void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Conventions.Add(_ => new SqlServerTableConvention());

    public void ConfigureModel(ModelBuilder model, string service) => model.HasDefaultSchema(service);

    public string AuditSchemaOf(string service) => $"{service}_audit";

    public Task AcquireWriterLockAsync(DatabaseFacade database, string service, CancellationToken cancellationToken)
    {
        // If anything fails, the whole transaction is rolled back.
        database.AutoSavepointsEnabled = false;
        return database.AcquireServiceLockAsync(service, LockMode.Exclusive, cancellationToken);
    }

    public async Task<IDbContextTransaction> BeginSnapshotAsync(
        DatabaseFacade database,
        string service,
        CancellationToken cancellationToken
    )
    {
        // A shared lock keeps writers out. It works with any isolation level that the database allows.
        var snapshot = await database.BeginTransactionAsync(cancellationToken);
        await database.AcquireServiceLockAsync(service, LockMode.Shared, cancellationToken);
        return snapshot;
    }

    public bool TryWriteChanges(DbContext db, IReadOnlyList<IUpdateEntry> changes) => false;

    public IQueryable<T> OldestFirst<T>(IQueryable<T> rows, Expression<Func<T, Guid>> id, Guid? after)
        where T : class
    {
        var key = ((MemberExpression)id.Body).Member.Name;
        if (after is { } last)
        {
            var time = UuidTime.MillisecondsOf(last);
            rows = rows.Where(row =>
                EF.Property<long>(row, SqlServerTableConvention.BeganAt) > time
                || (
                    EF.Property<long>(row, SqlServerTableConvention.BeganAt) == time
                    && EF.Property<Guid>(row, key) > last
                )
            );
        }

        return rows.OrderBy(row => EF.Property<long>(row, SqlServerTableConvention.BeganAt)).ThenBy(id);
    }

    public bool RefusesData(DbException e) => e is SqlException sql && RefusedData.Contains(sql.Number);

    // Severities from 17 on are the server's: out of space or memory, damaged, unreachable.
    public bool IsUnavailable(DbException e) =>
        e is SqlException sql && (sql.Class >= 17 || Unavailable.Contains(sql.Number));

    public Task TryWriteAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        database.ExecuteSqlAsync(
            $"IF DATABASEPROPERTYEX(DB_NAME(), 'Updateability') <> 'READ_WRITE' THROW 50002, 'The database is read-only.', 1;",
            cancellationToken
        );

    public bool IsDuplicateKey(DbException e) => e is SqlException sql && Duplicates.Contains(sql.Number);
}
