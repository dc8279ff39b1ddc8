using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// How far this instance is with each journal, where every instance hears everything. The store, which they share, may be further:
/// what another instance has written there is not yet on this one's board.
/// </summary>
public sealed class OwnProgress<TDb>
    where TDb : ServiceDbContext
{
    private readonly ConcurrentDictionary<string, InboxPosition> positions = new(StringComparer.Ordinal);

    /// <summary>Begins where the store stands. To be called before anything is read from the store, so that nothing falls between.</summary>
    public async Task BeginAsync(TDb db, CancellationToken cancellationToken)
    {
        await foreach (var row in db.Inbox.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            positions[row.Source] = new InboxPosition { Source = row.Source, Position = row.Position };
        }
    }

    internal InboxPosition Of(string source) =>
        positions.GetOrAdd(source, static source => new InboxPosition { Source = source, Position = 0 });
}
