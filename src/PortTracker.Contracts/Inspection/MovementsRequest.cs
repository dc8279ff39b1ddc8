using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Inspection;

/// <summary><c>POST /api/inspection/document-approvals</c> and <c>POST /api/inspection/starts</c>.</summary>
public sealed record MovementsRequest
{
    /// <summary>The movements, 1 to 500, each once.</summary>
    [ItemCount]
    public required IReadOnlyList<MovementReference> Movements { get; init; }
}
