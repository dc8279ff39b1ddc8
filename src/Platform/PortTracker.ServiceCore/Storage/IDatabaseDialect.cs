using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace PortTracker.ServiceCore.Storage;

/// <summary>The differences between database providers, for a connected context.</summary>
public interface IDatabaseDialect
{
    /// <summary>The best number of rows per INSERT statement.</summary>
    int RowsPerInsert { get; }

    /// <summary>Whether the database runs in this process, so that many short statements cost less than a few long ones.</summary>
    bool IsInProcess { get; }

    /// <summary>Adds the conventions that this database needs.</summary>
    void ConfigureConventions(ModelConfigurationBuilder conventions);

    /// <summary>Separates a service's tables from those of other services, if they share a database.</summary>
    void ConfigureModel(ModelBuilder model, string service);

    /// <summary>The schema in which a service may only read and add audit rows; null if the database has no schemas.</summary>
    string? AuditSchemaOf(string service);

    /// <summary>
    /// Takes the service's writer lock until the end of the current transaction. A service has one writer across all instances. Data that
    /// a transaction has read stays unchanged until its commit, and the journal's numbers follow the commit order, so that no reader
    /// can skip an entry that is not yet committed.
    /// </summary>
    Task AcquireWriterLockAsync(DatabaseFacade database, string service, CancellationToken cancellationToken);

    /// <summary>Begins a transaction in which several queries see the same data.</summary>
    Task<IDbContextTransaction> BeginSnapshotAsync(
        DatabaseFacade database,
        string service,
        CancellationToken cancellationToken
    );

    /// <summary>Writes the tracked changes, if there is a faster way than EF Core's. Does not read generated keys back.</summary>
    /// <returns>False if EF Core must write them.</returns>
    bool TryWriteChanges(DbContext db, IReadOnlyList<IUpdateEntry> changes);

    /// <summary>Orders rows by the timestamps in their UUIDs, starting after the row with the given id.</summary>
    IQueryable<T> OldestFirst<T>(IQueryable<T> rows, Expression<Func<T, Guid>> id, Guid? after)
        where T : class;

    /// <summary>Whether the database will never accept the data, so that a retry is pointless.</summary>
    bool RefusesData(DbException e);

    /// <summary>Whether the disk or the database cannot be used now: it is full, frozen, read-only, locked or away.</summary>
    bool IsUnavailable(DbException e);

    /// <summary>Fails if the database cannot be written. Changes nothing, and waits for no other writer.</summary>
    Task TryWriteAsync(DatabaseFacade database, CancellationToken cancellationToken);

    /// <summary>Whether another row has the same key.</summary>
    bool IsDuplicateKey(DbException e);
}
