using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.FailedEvents;

/// <summary><c>POST /api/{service}/failures/discards</c>: failed events that are never to be applied.</summary>
public sealed record DiscardRequest : FailedEventSelection, IReasoned
{
    /// <summary>Why. The audit trail keeps it.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }
}
