using System.Collections.Concurrent;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.QueueBoard.Board;

/// <summary>The connections that watch a board, and those that watch their firm's movements.</summary>
internal sealed class Watchers
{
    private readonly ConcurrentDictionary<string, Watcher> watchers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FirmWatcher> firmWatchers = new(StringComparer.Ordinal);

    public void Add(Watcher watcher) => watchers[watcher.ConnectionId] = watcher;

    public void Add(FirmWatcher watcher) => firmWatchers[watcher.ConnectionId] = watcher;

    public void Remove(string connectionId)
    {
        watchers.TryRemove(connectionId, out _);
        firmWatchers.TryRemove(connectionId, out _);
    }

    public IEnumerable<Watcher> Of(PortBoard board) => watchers.Values.Where(watcher => watcher.Board == board);

    /// <summary>The watchers of firms' movements on a board, by firm. Closes connections whose right to watch has ended.</summary>
    public ILookup<string, FirmWatcher> OfFirms(PortBoard board, AccessRegister register)
    {
        var all = firmWatchers
            .Values.Where(watcher => watcher.Board == board)
            .ToLookup(watcher => register.StillAdmits(watcher.User));
        foreach (var ended in all[false])
        {
            Remove(ended.ConnectionId);
            ended.Close();
        }

        return all[true].ToLookup(watcher => watcher.Firm, StringComparer.Ordinal);
    }
}
