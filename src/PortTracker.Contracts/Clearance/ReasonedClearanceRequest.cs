using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Clearance;

/// <summary><c>POST /api/clearance/holds</c> and <c>/refusals</c>: as <see cref="ClearanceRequest"/>, with a reason.</summary>
public sealed record ReasonedClearanceRequest : ClearanceRequest, IReasoned
{
    /// <summary>Why. The audit trail keeps it.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }
}
