using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PortTracker.ServiceDefaults;

/// <summary>Wakes the readers of a journal when something was committed to it.</summary>
public sealed class Doorbells
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<Doorbell>> readers = new(StringComparer.Ordinal);

    internal Doorbell Listen(IEnumerable<string> sources)
    {
        var bell = new Doorbell();
        foreach (var source in sources)
        {
            readers.GetOrAdd(source, _ => []).Add(bell);
        }

        return bell;
    }

    internal void Ring(string source)
    {
        if (readers.TryGetValue(source, out var bells))
        {
            foreach (var bell in bells)
            {
                bell.Ring();
            }
        }
    }
}

/// <summary>Remembers one ring, so that none is missed between a look and the wait after it.</summary>
internal sealed class Doorbell
{
    private readonly Channel<bool> rings = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Ring() => rings.Writer.TryWrite(item: true);

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(atMost);
        try
        {
            await rings.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The slow poll: nobody rang.
        }
    }
}
