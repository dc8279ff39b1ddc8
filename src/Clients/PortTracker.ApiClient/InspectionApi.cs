using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;

namespace PortTracker.ApiClient;

/// <summary>The inspection service: documents and inspections.</summary>
public sealed class InspectionApi
{
    private readonly ApiSender _sender;

    internal InspectionApi(ApiSender sender) => _sender = sender;

    /// <summary>Movements in one status, oldest first.</summary>
    public PagedList<InspectionMovement> Movements(string port, InspectionStatus? status = null) =>
        new(_sender, Limits.Batch, "api/inspection/movements", ("port", port), ("status", status));

    /// <summary>Approves documents.</summary>
    public Task<ActionResponse> ApproveDocumentsAsync(
        MovementsRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync("document-approvals", request, cancellationToken);

    /// <summary>Starts inspections.</summary>
    public Task<ActionResponse> StartInspectionsAsync(
        MovementsRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync("starts", request, cancellationToken);

    /// <summary>Completes inspections with their findings.</summary>
    public Task<ActionResponse> CompleteInspectionsAsync(
        CompletionRequest request,
        CancellationToken cancellationToken = default
    ) => PostAsync("completions", request, cancellationToken);

    private Task<ActionResponse> PostAsync<T>(string action, T request, CancellationToken cancellationToken) =>
        _sender.PostAsync<T, ActionResponse>($"api/inspection/{action}", request, cancellationToken);
}
