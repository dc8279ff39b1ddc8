using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// A service's database: its own tables, and beside them, so that one transaction covers all, the journal of its events
/// (the outbox), the positions up to which it has taken in those of others (the inbox), and the answers it has given.
/// </summary>
public abstract class ServiceDbContext(DbContextOptions options) : DbContext(options)
{
    private List<Action>? onCommitted;

    internal DbSet<JournalEntry> Journal => Set<JournalEntry>();
    internal DbSet<InboxPosition> Inbox => Set<InboxPosition>();
    internal DbSet<FailedEvent> FailedEvents => Set<FailedEvent>();
    internal DbSet<GivenAnswer> Answers => Set<GivenAnswer>();

    internal bool HasRecorded { get; private set; }

    /// <summary>Adds an event to the journal; it is sent once the transaction is committed.</summary>
    public void Record(PortEvent e)
    {
        Journal.Add(
            new JournalEntry
            {
                MovementId = e.Header.MovementId,
                EventId = e.Header.EventId,
                RecordedAt = e.Header.RecordedAt,
                Body = JsonSerializer.SerializeToUtf8Bytes(e, PortJson.Options),
            }
        );
        HasRecorded = true;
    }

    /// <summary>Does something in memory once the transaction is committed, and not at all if it is not.</summary>
    public void OnCommitted(Action action) => (onCommitted ??= []).Add(action);

    internal void Committed() => onCommitted?.ForEach(action => action());

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite can neither order nor compare a DateTimeOffset.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<string>().HaveMaxLength(300);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JournalEntry>(journal =>
        {
            journal.ToTable("journal");
            journal.HasKey(entry => entry.Sequence);
            journal.Property(entry => entry.Sequence).ValueGeneratedOnAdd();
            journal.HasIndex(entry => entry.RecordedAt);
        });
        modelBuilder.Entity<InboxPosition>(inbox =>
        {
            inbox.ToTable("inbox");
            inbox.HasKey(position => position.Source);
            inbox.Property(position => position.Source).HasMaxLength(32);
        });
        modelBuilder.Entity<FailedEvent>(failed =>
        {
            failed.ToTable("failed_events");
            failed.HasKey(e => new { e.Source, e.Sequence });
            failed.Property(e => e.Source).HasMaxLength(32);
            failed.Property(e => e.Error).HasMaxLength(4000);
        });
        modelBuilder.Entity<GivenAnswer>(answer =>
        {
            answer.ToTable("answers");
            answer.HasKey(a => a.Key);
            answer.HasIndex(a => a.GivenAt);
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
}

/// <summary>The sequence number up to which another service's journal has been taken in.</summary>
internal sealed class InboxPosition
{
    public required string Source { get; init; }
    public required long Position { get; set; }
}

/// <summary>An event that could not be applied, set aside so that it blocks no other.</summary>
internal sealed class FailedEvent
{
    public required string Source { get; init; }
    public required long Sequence { get; init; }
    public required Guid MovementId { get; init; }
    public required byte[] Body { get; init; }
    public required string Error { get; init; }
    public required DateTimeOffset FailedAt { get; init; }
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
