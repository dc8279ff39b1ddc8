using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>
/// The only way to write to a service's database. The changes, their events, the audit rows and the answer to an idempotency key
/// commit together or not at all. Each service has one writer at a time.
/// </summary>
public sealed class ServiceTransaction<TDb>(
    ServiceName<TDb> name,
    JournalSignals signals,
    DatabaseOutage<TDb> outage,
    TimeProvider time
) : IDisposable
    where TDb : ServiceDbContext
{
    private const string Savepoint = "attempt";

    // Each waiting writer holds a request's memory, and its caller would give up after half a minute.
    private const int MaxWaiting = 500;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    // SQLite allows one writer per file, and other writers poll. A queue in the process is fair and continues at once.
    private readonly SemaphoreSlim writer = new(1, 1);
    private int waiting;

    /// <summary>Runs the work and commits its result. If the work returns false or throws, nothing is saved.</summary>
    /// <returns>Whether it was committed.</returns>
    /// <exception cref="ServiceBusyException">It is not this writer's turn within half a minute.</exception>
    /// <exception cref="DatabaseUnavailableException">The database cannot be written.</exception>
    public async Task<bool> RunAsync(TDb db, Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        bool hasEvents;
        await AcquireWriterAsync(cancellationToken);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Dialect.AcquireWriterLockAsync(db.Database, name.Value, cancellationToken);
            if (!await work())
            {
                db.Pending.Trail.Forget();
                return false;
            }

            await WriteChangesAsync(db, cancellationToken);
            hasEvents = await WriteJournalAsync(db, cancellationToken);
            await db.Pending.Trail.WriteAsync(time.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
            // Run the actions under the lock, so that they run in commit order.
            db.Pending.Committed();
            outage.End();
        }
        catch (Exception e) when (db.Dialect.IsUnavailable(e))
        {
            outage.Report(e);
            throw new DatabaseUnavailableException(name.Value, e);
        }
        finally
        {
            writer.Release();
        }

        if (hasEvents)
        {
            signals.Notify(name.Value);
        }

        return true;
    }

    /// <summary>
    /// Runs a part of a transaction's work under a savepoint. If the part fails, or is only a trial, it is undone and the rest of the
    /// transaction continues.
    /// </summary>
    /// <returns>The error; null if the part succeeded.</returns>
    internal static async Task<Exception?> AttemptAsync(
        TDb db,
        Func<Task> work,
        bool keep,
        CancellationToken cancellationToken
    )
    {
        var transaction =
            db.Database.CurrentTransaction
            ?? throw new InvalidOperationException("An attempt needs a transaction. Begin one first.");
        var before = db.Pending.Now;
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        Exception? error = null;
        try
        {
            await work();
            await WriteChangesAsync(db, cancellationToken);
        }
        catch (Exception e) when (!db.Dialect.IsTransient(e))
        {
            error = e;
        }

        // The changes come from the events, not from the person who requested the attempt.
        db.Pending.Trail.Forget(before.AuditRows);
        if (error is not null || !keep)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            db.ChangeTracker.Clear();
            db.Pending.ReturnTo(before);
        }

        await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken);
        return error;
    }

    public void Dispose() => writer.Dispose();

    private async Task AcquireWriterAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > MaxWaiting || !await writer.WaitAsync(MaxWait, cancellationToken))
            {
                throw new ServiceBusyException(name.Value);
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Writes the tracked changes. Generated keys are not read back, because the context tracks nothing afterwards.</summary>
    private static async Task WriteChangesAsync(TDb db, CancellationToken cancellationToken)
    {
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var changes = db.Changes().ToList();
        if (db.Dialect.TryWriteChanges(db, changes))
        {
            db.Pending.Trail.NoteChanges(changes);
        }
        else
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
    }

    /// <returns>Whether there were events.</returns>
    private static async Task<bool> WriteJournalAsync(TDb db, CancellationToken cancellationToken)
    {
        var events = db.Pending.Events;
        await db.InsertAsync<JournalEntry>(
            JournalEntry.Columns,
            events.Select(JournalEntry.Values),
            db.Dialect.RowsPerInsert,
            cancellationToken
        );
        return events.Count > 0;
    }
}
