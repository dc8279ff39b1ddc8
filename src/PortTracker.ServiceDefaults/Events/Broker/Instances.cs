using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// All instances of a service, where each has a picture of its own in memory: what one of them mends, the others must hear of too.
/// </summary>
internal sealed class Instances<TDb>(BrokerQueue<TDb> queue, ServiceName<TDb> name, IServiceProvider services)
    where TDb : ServiceDbContext
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Gives all of them these events once more.</summary>
    /// <returns>Whether they will hear of them; false if the broker is away.</returns>
    public async Task<bool> TellAsync(IReadOnlyCollection<Segment> segments, CancellationToken cancellationToken)
    {
        if (segments.Count is 0 || !queue.IsOfInstance || services.GetService<IBus>() is not { } bus)
        {
            return true;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            var all = await bus.GetSendEndpoint(BrokerNames.AddressOf(BrokerNames.QueueOf(name.Value)));
            await Task.WhenAll(segments.Select(segment => all.Send(JournalSegment.Of(segment), timeout.Token)));
            return true;
        }
        catch (Exception e)
            when (e is MassTransitException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
