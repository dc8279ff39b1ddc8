using PortTracker.Contracts.Events;

namespace PortTracker.ApiClient;

/// <summary>Events of one movement, which each service records for its part.</summary>
public sealed class MovementHistoryApi
{
    private readonly ApiSender _sender;

    internal MovementHistoryApi(ApiSender sender) => _sender = sender;

    /// <summary>Events of a movement at one service, in their order.</summary>
    public Task<IReadOnlyList<PortEvent>> EventsAsync(
        string service,
        Guid movementId,
        CancellationToken cancellationToken = default
    ) => _sender.GetAsync<IReadOnlyList<PortEvent>>($"api/{service}/movements/{movementId}/events", cancellationToken);
}
