using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/users/{id}/locks</c>, <c>/unlocks</c>, <c>/sign-outs</c> and <c>/password-resets</c>.</summary>
public sealed record ReasonRequest : IReasoned
{
    /// <summary>Why. The audit trail keeps it.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }
}
