using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// A service's database: its own tables, and beside them, so that one transaction covers all, the journal of its events
/// (the outbox), the positions up to which it has taken in those of others (the inbox), and the answers it has given.
/// </summary>
public abstract class ServiceDbContext(DbContextOptions options, string service) : DbContext(options)
{
    private readonly List<PortEvent> recorded = [];
    private readonly List<Action> onCommitted = [];
    private AuditTrail? trail;

    /// <summary>Whether the service records or hears events of movements.</summary>
    protected virtual bool HasEvents => true;

    internal DbSet<JournalEntry> Journal => Set<JournalEntry>();
    internal DbSet<OutboxPosition> Outbox => Set<OutboxPosition>();
    internal DbSet<InboxPosition> Inbox => Set<InboxPosition>();
    internal DbSet<FailedEvent> FailedEvents => Set<FailedEvent>();
    internal DbSet<GivenAnswer> Answers => Set<GivenAnswer>();
    internal IQueryable<AuditRow> AuditRows => Set<AuditRow>().AsNoTracking();
    internal IQueryable<AuditRowDetails> AuditDetails => Set<AuditRowDetails>().AsNoTracking();
    internal AuditTrail Trail => trail ??= new AuditTrail(this, service);

    /// <summary>Writes an event to the journal with the transaction; it is sent once that is committed.</summary>
    public void Record(PortEvent e) => recorded.Add(e);

    /// <summary>
    /// Puts what the person behind the present request does on the audit trail, with the transaction. For what cannot be seen from the
    /// changes to audited entities, which are there anyway.
    /// </summary>
    /// <param name="subject">To what it is done.</param>
    /// <param name="port">Code of the port.</param>
    /// <param name="before">What was, of what it changes.</param>
    /// <param name="after">What is.</param>
    public void Audit(string? subject = null, string? port = null, object? before = null, object? after = null) =>
        Trail.Note(subject, port, before, after);

    /// <summary>Does something in memory once the transaction is committed, and not at all if it is not.</summary>
    public void OnCommitted(Action action) => onCommitted.Add(action);

    /// <summary>A view of one moment for several queries, so that a total and its breakdowns agree.</summary>
    public async Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken)
    {
        if (Database.IsSqlServer())
        {
            // Together with other readers, but with no writer: needs nothing that the database would have to allow first.
            var shared = await Database.BeginTransactionAsync(cancellationToken);
            await Database.TakeTurnAsync(service, Turn.Shared, cancellationToken);
            return shared;
        }

        await Database.OpenConnectionAsync(cancellationToken);
        // Deferred: a reader never waits for the writer, nor the writer for it.
        var snapshot = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await Database.UseTransactionAsync(snapshot, cancellationToken))!;
    }

    /// <summary>Writes what was recorded. Returns whether there was anything.</summary>
    internal async Task<bool> WriteJournalAsync(CancellationToken cancellationToken)
    {
        await this.InsertAsync<JournalEntry>(
            JournalEntry.Columns,
            recorded.Select(JournalEntry.Values),
            cancellationToken
        );
        return recorded.Count > 0;
    }

    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        Trail.NoteChanges(this.ChangedRows());
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>
    /// Does a part of the transaction's work for itself: if it fails, or is not to be kept, it leaves nothing behind, and the rest
    /// goes on. Returns why it failed, or null.
    /// </summary>
    internal async Task<Exception?> AttemptAsync(Func<Task> work, bool keep, CancellationToken cancellationToken)
    {
        const string Before = "attempt";
        var transaction =
            Database.CurrentTransaction ?? throw new InvalidOperationException("There is no transaction to try it in.");
        var (events, actions, noted) = (recorded.Count, onCommitted.Count, Trail.Noted);
        await transaction.CreateSavepointAsync(Before, cancellationToken);
        Exception? error = null;
        try
        {
            await work();
            await this.SaveChangesPreparedAsync(cancellationToken);
        }
        catch (Exception e) when (!StoreErrors.IsOfTheStore(e))
        {
            error = e;
        }

        // What events change is not the doing of the person who has them tried.
        Trail.Forget(noted);
        if (error is not null || !keep)
        {
            await transaction.RollbackToSavepointAsync(Before, cancellationToken);
            ChangeTracker.Clear();
            recorded.RemoveRange(events, recorded.Count - events);
            onCommitted.RemoveRange(actions, onCommitted.Count - actions);
        }

        await transaction.ReleaseSavepointAsync(Before, cancellationToken);
        return error;
    }

    internal void Committed()
    {
        onCommitted.ForEach(action => action());
        onCommitted.Clear();
        recorded.Clear();
        Trail.Committed();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite can neither order nor compare a DateTimeOffset.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<string>().HaveMaxLength(300);
        if (Database.IsSqlServer())
        {
            configurationBuilder.Conventions.Add(_ => new SqlServerTables());
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (Database.IsSqlServer())
        {
            modelBuilder.HasDefaultSchema(service);
        }

        modelBuilder.Entity<GivenAnswer>(answer =>
        {
            answer.ToTable("answers");
            answer.HasKey(a => a.Key);
            answer.HasIndex(a => a.GivenAt);
        });
        modelBuilder.Entity<AuditRow>(audit =>
        {
            // On a server in a schema of its own, in which the service may read and insert, and nothing else.
            audit.ToTable("audit", Database.IsSqlServer() ? $"{service}_audit" : null);
            audit.HasKey(row => row.Sequence);
            audit.Property(row => row.Sequence).ValueGeneratedNever();
            audit.Property(row => row.Port).HasMaxLength(16);
            audit.Property(row => row.DetailsHash).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
            audit.Property(row => row.PreviousHash).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
            audit.Property(row => row.Hash).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
            audit.HasIndex(row => row.Subject);
        });
        modelBuilder.Entity<AuditRowDetails>(details =>
        {
            details.ToTable("audit_details");
            details.HasKey(d => d.Sequence);
            details.Property(d => d.Sequence).ValueGeneratedNever();
            details.Property(d => d.Salt).HasMaxLength(16).IsFixedLength();
        });
        if (!HasEvents)
        {
            modelBuilder.Ignore<JournalEntry>();
            modelBuilder.Ignore<OutboxPosition>();
            modelBuilder.Ignore<InboxPosition>();
            modelBuilder.Ignore<FailedEvent>();
            return;
        }

        modelBuilder.Entity<JournalEntry>(journal =>
        {
            journal.ToTable("journal");
            journal.HasKey(entry => entry.Sequence);
            journal.Property(entry => entry.Sequence).ValueGeneratedOnAdd();
            journal.HasIndex(entry => entry.RecordedAt);
            if (ServiceNames.Sources.Contains(service, StringComparer.Ordinal))
            {
                journal.HasIndex(entry => entry.MovementId);
            }
        });
        modelBuilder.Entity<OutboxPosition>(outbox =>
        {
            outbox.ToTable("outbox");
            outbox.HasKey(position => position.Id);
            outbox.Property(position => position.Id).ValueGeneratedNever();
            outbox.Property(position => position.Owner).HasMaxLength(100);
            outbox.HasData(new { OutboxPosition.TheOnly.Id, OutboxPosition.TheOnly.Position });
        });
        modelBuilder.Entity<InboxPosition>(inbox =>
        {
            inbox.ToTable("inbox");
            inbox.HasKey(position => position.Source);
            inbox.Property(position => position.Source).HasMaxLength(32);
            inbox
                .Property(position => position.Ahead)
                .HasMaxLength(4000)
                .HasDefaultValue(Array.Empty<Stretch>())
                .HasConversion(
                    ahead => Stretch.Format(ahead),
                    text => Stretch.Parse(text),
                    // The list is replaced, never changed.
                    ValueComparer.CreateDefault<IReadOnlyList<Stretch>>(favorStructuralComparisons: false)
                );
        });
        modelBuilder.Entity<FailedEvent>(failed =>
        {
            failed.ToTable("failed_events");
            failed.HasKey(e => new { e.Source, e.Sequence });
            failed.Ignore(e => e.Line);
            failed.Property(e => e.Source).HasMaxLength(32);
            failed.Property(e => e.Error).HasMaxLength(FailedEvent.LongestError);
        });
    }

    private sealed class InstantConverter()
        : ValueConverter<DateTimeOffset, long>(
            instant => instant.ToUnixTimeMilliseconds(),
            milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        );
}

/// <summary>An event of this service, in the order of commit. Sent or not is for its readers to know: each keeps its position.</summary>
internal sealed class JournalEntry
{
    public long Sequence { get; init; }
    public required Guid EventId { get; init; }
    public required Guid MovementId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required byte[] Body { get; init; }

    public static IReadOnlyList<string> Columns { get; } =
    [nameof(EventId), nameof(MovementId), nameof(RecordedAt), nameof(Body)];

    public static object?[] Values(PortEvent e) =>
        [
            e.Header.EventId,
            e.Header.MovementId,
            e.Header.RecordedAt.ToUnixTimeMilliseconds(),
            JsonSerializer.SerializeToUtf8Bytes(e, PortJson.Options),
        ];
}

/// <summary>
/// How far the journal has been handed to the broker, and which process is at it. A process that dies leaves its lease to run
/// out; should two be at it for a moment, readers get events twice, which they must bear anyway.
/// </summary>
internal sealed class OutboxPosition
{
    public static OutboxPosition TheOnly { get; } = new();

    public int Id { get; init; } = 1;
    public long Position { get; init; }
    public string? Owner { get; init; }
    public DateTimeOffset? LeasedUntil { get; init; }
}

/// <summary>An event that could not be applied, set aside so that it blocks no other.</summary>
internal sealed class FailedEvent
{
    /// <summary>Stands for the source where a message could not even be read.</summary>
    public const string Unreadable = "message";

    public const int LongestError = 4000;

    public required string Source { get; init; }
    public required long Sequence { get; init; }
    public required Guid MovementId { get; init; }
    public required byte[] Body { get; init; }
    public required string Error { get; set; }
    public required DateTimeOffset FailedAt { get; set; }

    /// <summary>The event as it stood in its journal.</summary>
    public JournalLine Line => new(Sequence, MovementId, Body);

    public static FailedEvent Of(string source, JournalLine line, Exception error, DateTimeOffset at) =>
        new()
        {
            Source = source,
            Sequence = line.Sequence,
            MovementId = line.MovementId,
            Body = line.Body,
            Error = TextOf(error),
            FailedAt = at,
        };

    public static string TextOf(Exception error) =>
        error.ToString() is { Length: > LongestError } text ? text[..LongestError] : error.ToString();
}

/// <summary>The answer that was given to a request with an idempotency key.</summary>
internal sealed class GivenAnswer
{
    public required string Key { get; init; }
    public required byte[] RequestHash { get; init; }
    public required int Status { get; init; }
    public required byte[] Body { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
}
