using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceCore.Inbox;

/// <summary>
/// This instance's position in each journal, if every instance receives every event. The shared database can be ahead: events that
/// another instance has stored are not yet on this instance's board.
/// </summary>
public sealed class InstanceProgress<TDb>
    where TDb : ServiceDbContext
{
    private readonly ConcurrentDictionary<string, InboxPosition> positions = new(StringComparer.Ordinal);

    /// <summary>Starts at the positions in the database. Call it before reading anything else from the database, so that no event is missed.</summary>
    public async Task StartFromStoreAsync(TDb db, CancellationToken cancellationToken)
    {
        await foreach (var row in db.Inbox.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            positions[row.Source] = new InboxPosition { Source = row.Source, Position = row.Position };
        }
    }

    internal InboxPosition Of(string source) =>
        positions.GetOrAdd(source, static source => new InboxPosition { Source = source, Position = 0 });
}
