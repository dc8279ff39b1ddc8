using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Entry;

/// <summary>
/// <c>POST /api/entry/no-shows</c> and <c>POST /api/entry/cancellations</c>: announced vehicles that did not or will not arrive. A firm cancels its
/// own.
/// </summary>
public sealed record WithdrawalRequest : IReasoned
{
    /// <summary>The movements, 1 to 500, all still pre-registered.</summary>
    [ItemCount]
    public required IReadOnlyList<Guid> Movements { get; init; }

    /// <summary>Why.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }

    /// <summary>When (UTC), if not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
