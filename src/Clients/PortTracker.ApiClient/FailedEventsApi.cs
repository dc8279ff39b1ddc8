using PortTracker.Contracts.Api;
using PortTracker.Contracts.FailedEvents;

namespace PortTracker.ApiClient;

/// <summary>Events that a service could not apply and has set aside.</summary>
public sealed class FailedEventsApi
{
    private readonly ApiSender _sender;

    internal FailedEventsApi(ApiSender sender) => _sender = sender;

    /// <summary>Failed events of a service.</summary>
    public PagedList<FailedEvent> List(string service, FailedEventOrder order = FailedEventOrder.Newest) =>
        new(_sender, Limits.Batch, $"api/{service}/failures", ("order", order));

    /// <summary>One failed event with its body and the whole exception.</summary>
    public Task<FailedEventDetail> GetAsync(string service, string id, CancellationToken cancellationToken = default) =>
        _sender.GetAsync<FailedEventDetail>($"api/{service}/failures/{id}", cancellationToken);

    /// <summary>Returns what a redrive would do.</summary>
    public Task<FailedEventResponse> PreviewRedriveAsync(
        string service,
        FailedEventSelection selection,
        CancellationToken cancellationToken = default
    ) => PostAsync(service, "previews", selection, cancellationToken);

    /// <summary>Applies failed events again.</summary>
    public Task<FailedEventResponse> RedriveAsync(
        string service,
        FailedEventSelection selection,
        CancellationToken cancellationToken = default
    ) => PostAsync(service, "redrives", selection, cancellationToken);

    /// <summary>Discards failed events: they are never applied.</summary>
    public Task<FailedEventResponse> DiscardAsync(
        string service,
        DiscardRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync(service, "discards", request, cancellationToken);

    private Task<FailedEventResponse> PostAsync<T>(
        string service,
        string action,
        T request,
        CancellationToken cancellationToken
    ) => _sender.PostAsync<T, FailedEventResponse>($"api/{service}/failures/{action}", request, cancellationToken);
}
