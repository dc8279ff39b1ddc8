using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.Sqlite;

/// <summary>SQLite: one file per service, with one writer per file.</summary>
internal sealed class SqliteDialect : IDatabaseDialect
{
    private const int Constraint = 19;
    private const int Busy = 5;

    // Busy, read-only, input or output failed, full, cannot be opened.
    private static readonly HashSet<int> Unavailable = [Busy, 8, 10, 13, 14];

    // Unique index, primary key.
    private static readonly HashSet<int> Duplicates = [2067, 1555];

    public static SqliteDialect Instance { get; } = new();

    // SQLite searches all parameters of a statement for each value, so a short statement that runs often is faster.
    public int RowsPerInsert => 1;

    public bool IsInProcess => true;

    public void ConfigureConventions(ModelConfigurationBuilder conventions) { }

    public void ConfigureModel(ModelBuilder model, string service) { }

    public string? AuditSchemaOf(string service) => null;

    // SQLite locks the file when a transaction writes.
    public Task AcquireWriterLockAsync(DatabaseFacade database, string service, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public async Task<IDbContextTransaction> BeginSnapshotAsync(
        DatabaseFacade database,
        string service,
        CancellationToken cancellationToken
    )
    {
        await database.OpenConnectionAsync(cancellationToken);
        // Deferred: a reader never waits for the writer, nor the writer for a reader.
        var snapshot = ((SqliteConnection)database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await database.UseTransactionAsync(snapshot, cancellationToken))!;
    }

    public bool TryWriteChanges(DbContext db, IReadOnlyList<IUpdateEntry> changes) =>
        PreparedWriter.TryWrite(db, changes);

    public IQueryable<T> OldestFirst<T>(IQueryable<T> rows, Expression<Func<T, Guid>> id, Guid? after)
        where T : class
    {
        var key = ((MemberExpression)id.Body).Member.Name;
        return (after is { } last ? rows.Where(row => EF.Property<Guid>(row, key) > last) : rows).OrderBy(id);
    }

    public bool RefusesData(DbException e) => e is SqliteException { SqliteErrorCode: Constraint };

    public bool IsUnavailable(DbException e) =>
        e is SqliteException sqlite && Unavailable.Contains(sqlite.SqliteErrorCode);

    public async Task TryWriteAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        try
        {
            database.SetCommandTimeout(1);
            // A number in the file's header that nothing uses.
            await database.ExecuteSqlAsync($"PRAGMA busy_timeout = 0; PRAGMA user_version = 1;", cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy)
        {
            // Another writer is at work, so it can be written.
        }
    }

    public bool IsDuplicateKey(DbException e) =>
        e is SqliteException sqlite && Duplicates.Contains(sqlite.SqliteExtendedErrorCode);
}
