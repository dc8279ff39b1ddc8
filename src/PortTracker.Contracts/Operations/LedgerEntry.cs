using PortTracker.Contracts.Events;

namespace PortTracker.Contracts.Operations;

/// <summary>
/// What one service knows of one movement. All services use the same shape, so that they can be compared:
/// <c>GET /api/{service}/ledger</c>. A version is the highest event number seen of that service, 0 for none.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Code of its port.</summary>
    public required string Port { get; init; }

    /// <summary>Its VIN; null when the service does not know it yet.</summary>
    public string? Vin { get; init; }

    /// <summary>Highest version seen of the entry service's events.</summary>
    public int EntryVersion { get; init; }

    /// <summary>Highest version seen of the inspection service's events.</summary>
    public int InspectionVersion { get; init; }

    /// <summary>Highest version seen of the clearance service's events.</summary>
    public int ClearanceVersion { get; init; }

    /// <summary>Its stage, where the service keeps one (board, throughput).</summary>
    public Stage? Stage { get; init; }

    /// <summary>Business day on which it left, in the port's time zone (throughput only).</summary>
    public DateOnly? DepartedOn { get; init; }

    /// <summary>True for a movement from before go-live that was imported (throughput only).</summary>
    public bool Imported { get; init; }
}
