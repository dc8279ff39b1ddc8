using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>Gives a failed event to the service's own consumer once more, within the present transaction.</summary>
internal sealed class SecondTry<TDb>(TDb db, IEventConsumer consumer, ServiceName<TDb> name)
    where TDb : ServiceDbContext
{
    /// <summary>What came of it. A try that fails, or is not to be kept, leaves nothing behind.</summary>
    public async Task<(FailureOutcome Outcome, Exception? Error)> RunAsync(
        FailedEvent failed,
        IQueryable<LedgerEntry> ledger,
        bool keep,
        CancellationToken cancellationToken
    )
    {
        var isKnown = false;
        var error = await db.AttemptAsync(
            async () =>
            {
                var events = SegmentOf(failed).Lines.Select(line => line.Event()).ToList();
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
            error is not null ? FailureOutcome.FailedAgain
            : isKnown ? FailureOutcome.Outdated
            : FailureOutcome.Applied;
        return (outcome, error);
    }

    /// <summary>The stretch of a journal that failed.</summary>
    public Segment SegmentOf(FailedEvent failed)
    {
        if (failed.Source is not FailedEvent.Unreadable)
        {
            return new Segment(failed.Source, failed.Sequence - 1, failed.Sequence, [failed.Line]);
        }

        // Its position stays as it is: what a lost message leaves out there is asked for again anyway.
        var message = JsonElement.Parse(failed.Body).GetProperty("message");
        var segment =
            message.Deserialize<JournalSegment>(PortJson.Options) ?? throw new JsonException("The message is empty.");
        return ServiceNames.SourcesOf(name.Value).Contains(segment.Source, StringComparer.Ordinal)
            ? segment.ToSegment()
            : throw new InvalidDataException($"{name.Value} does not listen to '{segment.Source}'.");
    }

    /// <summary>Whether the service has heard of all these movements what the events tell, or something later.</summary>
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
