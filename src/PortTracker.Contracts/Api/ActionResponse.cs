namespace PortTracker.Contracts.Api;

/// <summary>The result of an action. It applies to all movements of the request, or, with a 4xx, to none.</summary>
public sealed record ActionResponse
{
    /// <summary>The movements, in the order of the request.</summary>
    public required IReadOnlyList<ActionResult> Movements { get; init; }
}
