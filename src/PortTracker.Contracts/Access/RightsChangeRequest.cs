using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/users/{id}/rights</c>: gives a user other rights; its sessions end.</summary>
public sealed record RightsChangeRequest : UserRights, IReasoned
{
    /// <summary>The version that the administrator saw; 409 if the user has changed since.</summary>
    public required int Version { get; init; }

    /// <summary>Why. The audit trail keeps it.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }
}
