using System.Collections.Concurrent;

namespace PortTracker.ServiceCore.Journal;

/// <summary>Notifies the readers of a journal after each commit.</summary>
public sealed class JournalSignals
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<JournalSignal>> readers = new(StringComparer.Ordinal);

    internal JournalSignal Listen(IEnumerable<string> sources)
    {
        var signal = new JournalSignal();
        foreach (var source in sources)
        {
            readers.GetOrAdd(source, _ => []).Add(signal);
        }

        return signal;
    }

    internal void Notify(string source)
    {
        if (readers.TryGetValue(source, out var waiting))
        {
            foreach (var signal in waiting)
            {
                signal.Notify();
            }
        }
    }
}
