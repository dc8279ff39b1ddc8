using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;

namespace PortTracker.ApiClient;

/// <summary>The clearance service: decisions and departures.</summary>
public sealed class ClearanceApi
{
    private readonly ApiSender _sender;

    internal ClearanceApi(ApiSender sender) => _sender = sender;

    /// <summary>Movements of one queue, oldest first.</summary>
    public PagedList<ClearanceMovement> Movements(string port, ClearanceQueue? queue = null) =>
        new(_sender, Limits.Batch, "api/clearance/movements", ("port", port), ("queue", queue));

    /// <summary>Grants clearance.</summary>
    public Task<ActionResponse> GrantAsync(ClearanceRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("grants", request, cancellationToken);

    /// <summary>Puts movements on hold.</summary>
    public Task<ActionResponse> HoldAsync(
        ReasonedClearanceRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync("holds", request, cancellationToken);

    /// <summary>Ends holds.</summary>
    public Task<ActionResponse> ResumeAsync(ClearanceRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("resumptions", request, cancellationToken);

    /// <summary>Refuses clearance.</summary>
    public Task<ActionResponse> RefuseAsync(
        ReasonedClearanceRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync("refusals", request, cancellationToken);

    /// <summary>Records departures of cleared vehicles.</summary>
    public Task<ActionResponse> DepartAsync(ClearanceRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("departures", request, cancellationToken);

    private Task<ActionResponse> PostAsync<T>(string action, T request, CancellationToken cancellationToken) =>
        _sender.PostAsync<T, ActionResponse>($"api/clearance/{action}", request, cancellationToken);
}
