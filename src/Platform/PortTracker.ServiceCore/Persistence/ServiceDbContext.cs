using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Audit;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>
/// A service's database. It contains the service's tables, the journal of its events, its positions in the journals of other services,
/// its failed events, the audit trail and the answers to idempotency keys, so that one transaction covers all of them.
/// </summary>
public abstract class ServiceDbContext(DbContextOptions options, string service) : DbContext(options)
{
    private PendingWork? pending;

    internal DbSet<JournalEntry> Journal => Set<JournalEntry>();
    internal DbSet<OutboxPosition> Outbox => Set<OutboxPosition>();
    internal DbSet<InboxPosition> Inbox => Set<InboxPosition>();
    internal DbSet<FailedEventRow> FailedEvents => Set<FailedEventRow>();
    internal DbSet<StoredAnswer> Answers => Set<StoredAnswer>();
    internal IQueryable<AuditRow> AuditRows => Set<AuditRow>().AsNoTracking();
    internal IQueryable<AuditRowDetails> AuditDetails => Set<AuditRowDetails>().AsNoTracking();

    internal IDatabaseDialect Dialect { get; } = StorageExtension.DialectOf(options);

    internal PendingWork Pending => pending ??= new PendingWork(new AuditTrail(this, Dialect, service));

    /// <summary>Whether many short statements cost less than a few long ones.</summary>
    public bool IsInProcess => Dialect.IsInProcess;

    /// <summary>Whether the service records events. The other services only apply events, and have no journal.</summary>
    internal bool RecordsEvents => ServiceNames.Sources.Contains(service, StringComparer.Ordinal);

    /// <summary>Whether the service applies events of other services.</summary>
    internal bool AppliesEvents => ServiceNames.All.Contains(service, StringComparer.Ordinal);

    /// <summary>Adds an event to the journal when the transaction commits.</summary>
    public void Record(PortEvent e) => Pending.Events.Add(e);

    /// <summary>
    /// Adds a row about the caller's action to the audit trail when the transaction commits. Changes to audited entities add their own
    /// rows; use this method for everything else.
    /// </summary>
    /// <param name="subject">The subject of the action.</param>
    /// <param name="port">Code of the port.</param>
    /// <param name="before">The changed values before the action.</param>
    /// <param name="after">The changed values after the action.</param>
    public void Audit(string? subject = null, string? port = null, object? before = null, object? after = null) =>
        Pending.Trail.Note(subject, port, before, after);

    /// <summary>Runs an action once the transaction is committed, in the order of the commits. It does not run after a rollback.</summary>
    public void OnCommitted(Action action) => Pending.PostCommitActions.Add(action);

    /// <summary>Begins a transaction in which several queries see the same data, so that a total and its breakdowns agree.</summary>
    public Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken) =>
        Dialect.BeginSnapshotAsync(Database, service, cancellationToken);

    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        Pending.Trail.NoteChanges(this.Changes());
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot sort or compare a DateTimeOffset.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<string>().HaveMaxLength(300);
        Dialect.ConfigureConventions(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Dialect.ConfigureModel(modelBuilder, service);
        modelBuilder.Entity<StoredAnswer>(answer =>
        {
            answer.ToTable("answers");
            answer.HasKey(a => a.Key);
            answer.HasIndex(a => a.GivenAt);
        });
        AddAuditTrail(modelBuilder);
        if (RecordsEvents)
        {
            AddJournal(modelBuilder);
        }
        else
        {
            modelBuilder.Ignore<JournalEntry>().Ignore<OutboxPosition>();
        }

        if (AppliesEvents)
        {
            AddInbox(modelBuilder);
        }
        else
        {
            modelBuilder.Ignore<InboxPosition>().Ignore<FailedEventRow>();
        }
    }

    private void AddAuditTrail(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit", Dialect.AuditSchemaOf(service));
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
    }

    private static void AddJournal(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JournalEntry>(journal =>
        {
            journal.ToTable("journal");
            journal.HasKey(entry => entry.Sequence);
            journal.Property(entry => entry.Sequence).ValueGeneratedOnAdd();
            journal.HasIndex(entry => entry.RecordedAt);
            journal.HasIndex(entry => entry.MovementId);
        });
        modelBuilder.Entity<OutboxPosition>(outbox =>
        {
            outbox.ToTable("outbox");
            outbox.HasKey(position => position.Id);
            outbox.Property(position => position.Id).ValueGeneratedNever();
            outbox.Property(position => position.Owner).HasMaxLength(100);
            outbox.HasData(new { OutboxPosition.TheOnly.Id, OutboxPosition.TheOnly.Position });
        });
    }

    private static void AddInbox(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InboxPosition>(inbox =>
        {
            inbox.ToTable("inbox");
            inbox.HasKey(position => position.Source);
            inbox.Property(position => position.Source).HasMaxLength(32);
            inbox
                .Property(position => position.Ahead)
                .HasMaxLength(4000)
                .HasDefaultValue(Array.Empty<SequenceRange>())
                .HasConversion(
                    ahead => SequenceRange.Format(ahead),
                    text => SequenceRange.Parse(text),
                    // The list is immutable, so a reference comparison is enough.
                    ValueComparer.CreateDefault<IReadOnlyList<SequenceRange>>(favorStructuralComparisons: false)
                );
        });
        modelBuilder.Entity<FailedEventRow>(failed =>
        {
            failed.ToTable("failed_events");
            failed.HasKey(e => new { e.Source, e.Sequence });
            failed.Ignore(e => e.Line);
            failed.Property(e => e.Source).HasMaxLength(32);
            failed.Property(e => e.Error).HasMaxLength(FailedEventRow.LongestError);
        });
    }
}
