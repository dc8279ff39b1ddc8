using System.Threading.Channels;

namespace PortTracker.ServiceCore.Journal;

/// <summary>Remembers one notification, so that none is missed between reading the journal and waiting.</summary>
internal sealed class JournalSignal
{
    private readonly Channel<bool> notifications = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Notify() => notifications.Writer.TryWrite(item: true);

    public async Task WaitAsync(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(maxWait);
        try
        {
            await notifications.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No notification arrived within the time.
        }
    }
}
