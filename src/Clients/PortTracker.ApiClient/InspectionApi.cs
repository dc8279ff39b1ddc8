using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;

namespace PortTracker.ApiClient;

/// <summary>The inspection service: documents, inspections and channels.</summary>
public sealed class InspectionApi
{
    private readonly ApiSender _sender;

    internal InspectionApi(ApiSender sender) => _sender = sender;

    /// <summary>Movements in one status, oldest first.</summary>
    public PagedList<InspectionMovement> Movements(string port, InspectionStatus? status = null) =>
        new(_sender, Limits.Batch, "api/inspection/movements", ("port", port), ("status", status));

    /// <summary>Approves documents.</summary>
    public Task<ActionResponse> ApproveDocumentsAsync(
        InspectionRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync("document-approvals", request, cancellationToken);

    /// <summary>Starts inspections.</summary>
    public Task<ActionResponse> StartInspectionsAsync(
        InspectionRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync("starts", request, cancellationToken);

    /// <summary>Completes inspections with their findings.</summary>
    public Task<ActionResponse> CompleteInspectionsAsync(
        CompletionRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync("completions", request, cancellationToken);

    /// <summary>Moves a movement to another channel.</summary>
    public Task<ActionResponse> ReRouteAsync(ReRouteRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("re-routes", request, cancellationToken);

    private Task<ActionResponse> PostAsync<T>(string action, T request, CancellationToken cancellationToken) =>
        _sender.PostAsync<T, ActionResponse>($"api/inspection/{action}", request, cancellationToken);
}
