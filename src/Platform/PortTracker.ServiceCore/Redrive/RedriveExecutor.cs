using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceCore.Redrive;

/// <summary>Applies a failed event again with the service's consumer, within the current transaction.</summary>
internal sealed class RedriveExecutor<TDb>(TDb db, IEventConsumer consumer, ServiceName<TDb> name)
    where TDb : ServiceDbContext
{
    /// <summary>Returns the outcome. An attempt that fails, or is only a trial, is undone.</summary>
    public async Task<(FailedEventOutcome Outcome, Exception? Error)> RunAsync(
        FailedEventRow failed,
        IQueryable<LedgerEntry> ledger,
        bool keep,
        CancellationToken cancellationToken
    )
    {
        var isKnown = false;
        var error = await ServiceTransaction<TDb>.AttemptAsync(
            db,
            async () =>
            {
                var events = BatchOf(failed).Lines.Select(line => line.Event()).ToList();
                isKnown = await IsKnownAsync(events, ledger, cancellationToken);
                if (events.Count > 0)
                {
                    await consumer.ApplyAsync(events, cancellationToken);
                }
            },
            keep,
            cancellationToken
        );
        var outcome =
            error is not null ? FailedEventOutcome.FailedAgain
            : isKnown ? FailedEventOutcome.Outdated
            : FailedEventOutcome.Applied;
        return (outcome, error);
    }

    /// <summary>The failed event as a batch of its journal.</summary>
    public JournalBatch BatchOf(FailedEventRow failed)
    {
        if (failed.Source is not FailedEventRow.Unreadable)
        {
            return new JournalBatch(failed.Source, failed.Sequence - 1, failed.Sequence, [failed.Line]);
        }

        // The position does not change: the gap that the message left is requested again anyway.
        var message = JsonElement.Parse(failed.Body).GetProperty("message");
        var batch =
            message.Deserialize<JournalBatchMessage>(PortJson.Options)
            ?? throw new JsonException("The message is empty.");
        return ServiceNames.SourcesOf(name.Value).Contains(batch.Source, StringComparer.Ordinal)
            ? batch.ToBatch()
            : throw new InvalidDataException($"{name.Value} does not listen to '{batch.Source}'.");
    }

    /// <summary>Whether the service already knows this or a later state of every movement.</summary>
    private static async Task<bool> IsKnownAsync(
        IReadOnlyList<PortEvent> events,
        IQueryable<LedgerEntry> ledger,
        CancellationToken cancellationToken
    )
    {
        var movements = events.Select(e => e.Header.MovementId).Distinct().ToArray();
        var known = await ledger
            .Where(entry => EF.Parameter(movements).Contains(entry.MovementId))
            .ToDictionaryAsync(entry => entry.MovementId, cancellationToken);
        return events.All(e =>
            known.TryGetValue(e.Header.MovementId, out var entry) && VersionOf(entry, e) >= e.Header.Version
        );
    }

    private static int VersionOf(LedgerEntry entry, PortEvent e) =>
        e switch
        {
            EntryEvent => entry.EntryVersion,
            InspectionEvent => entry.InspectionVersion,
            ClearanceEvent => entry.ClearanceVersion,
            _ => 0,
        };
}
