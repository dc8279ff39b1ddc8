using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Inspection;

/// <summary><c>POST /api/inspection/completions</c>.</summary>
public sealed record CompletionRequest
{
    /// <summary>The inspections, 1 to 500, each movement once.</summary>
    [ItemCount]
    public required IReadOnlyList<InspectionOutcome> Inspections { get; init; }
}
