using PortTracker.Contracts;
using PortTracker.Web.Desks;

namespace PortTracker.Web.Failures;

/// <summary>The failed messages of every service; a service that does not answer is a <see cref="RefusedException"/>.</summary>
internal sealed class FailureClient(ApiClient api)
{
    /// <summary>The latest that failed at a service, as many as one selection may name.</summary>
    public Task<Page<FailedMessage>> LatestAsync(string service) =>
        api.GetAsync<Page<FailedMessage>>($"api/{service}/failures?limit={Limits.Batch}");

    /// <summary>One with all that is known of it.</summary>
    public Task<FailedMessageDetail> OneAsync(FailedMessage failed) =>
        api.GetAsync<FailedMessageDetail>($"api/{failed.Endpoint}/failures/{failed.Id}");

    /// <summary>What a redrive would do.</summary>
    public Task<FailureResponse> PreviewAsync(string service, IReadOnlyList<string> ids) =>
        api.PostAsync<FailureResponse>($"api/{service}/failures/previews", new FailureSelection { Ids = ids });

    /// <summary>Applies them again.</summary>
    public Task<FailureResponse> RedriveAsync(string service, IReadOnlyList<string> ids) =>
        api.PostAsync<FailureResponse>($"api/{service}/failures/redrives", new FailureSelection { Ids = ids });

    /// <summary>Gives them up.</summary>
    public Task<FailureResponse> DiscardAsync(string service, IReadOnlyList<string> ids, string reason) =>
        api.PostAsync<FailureResponse>(
            $"api/{service}/failures/discards",
            new DiscardRequest { Ids = ids, Reason = reason }
        );
}
