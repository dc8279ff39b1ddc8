using PortTracker.ApiClient;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;

namespace PortTracker.Cli;

/// <summary>Reads failed events of all services. A partial list would look as if the rest were in order, so one silent service fails it.</summary>
internal static class FailedEventReader
{
    /// <summary>Failed events of one service or of all, latest first.</summary>
    public static async Task<IReadOnlyList<FailedEvent>> ReadAsync(
        PortTrackerClient client,
        string? service,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> services = service is null ? ServiceNames.All : [service];
        List<FailedEvent> failed = [];
        foreach (var one in services)
        {
            failed.AddRange(
                await ServiceCall.RunAsync(
                    one,
                    () => client.FailedEvents.List(one).ToListAsync(cancellationToken).AsTask()
                )
            );
        }

        return [.. failed.OrderByDescending(failedEvent => failedEvent.FailedAt)];
    }
}
