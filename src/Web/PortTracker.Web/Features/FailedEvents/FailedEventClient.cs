using PortTracker.Contracts.Api;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.FailedEvents;

/// <summary>Calls each service about its failed events.</summary>
internal sealed class FailedEventClient(ApiClient api)
{
    /// <summary>The latest failed events of a service, as many as one request may select.</summary>
    public Task<Page<FailedEvent>> LatestAsync(string service) =>
        api.GetAsync<Page<FailedEvent>>($"api/{service}/failures?limit={Limits.Batch}");

    /// <summary>A failed event with its exception and body.</summary>
    public Task<FailedEventDetail> OneAsync(FailedEvent failed) =>
        api.GetAsync<FailedEventDetail>($"api/{failed.Endpoint}/failures/{failed.Id}");

    /// <summary>What a redrive would do.</summary>
    public Task<FailedEventResponse> PreviewAsync(string service, IReadOnlyList<string> ids) =>
        api.PostAsync<FailedEventResponse>($"api/{service}/failures/previews", new FailedEventSelection { Ids = ids });

    /// <summary>Applies the events again.</summary>
    public Task<FailedEventResponse> RedriveAsync(string service, IReadOnlyList<string> ids) =>
        api.PostAsync<FailedEventResponse>($"api/{service}/failures/redrives", new FailedEventSelection { Ids = ids });

    /// <summary>Discards the events.</summary>
    public Task<FailedEventResponse> DiscardAsync(string service, IReadOnlyList<string> ids, string reason) =>
        api.PostAsync<FailedEventResponse>(
            $"api/{service}/failures/discards",
            new DiscardRequest { Ids = ids, Reason = reason }
        );
}
