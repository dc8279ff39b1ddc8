namespace PortTracker.Verification;

/// <summary>Result of the verification of one service's audit trail.</summary>
public sealed record AuditTrailReport
{
    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>Number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Number of the last row; 0 for an empty trail.</summary>
    public required long Head { get; init; }

    /// <summary>Hash of the last row; that of the beginning for an empty trail.</summary>
    public required string HeadHash { get; init; }

    /// <summary>Number of rows without details. Rows past their retention may have none.</summary>
    public required long DetailsRemoved { get; init; }

    /// <summary>Number of anchors with which it was compared.</summary>
    public required int Anchors { get; init; }

    /// <summary>Number of findings.</summary>
    public required long Wrong { get; init; }

    /// <summary>The first findings.</summary>
    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    /// <summary>Whether the whole trail was verified. Verification stops if hardly a row is valid.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether there are no findings.</summary>
    public bool IsClean => Wrong is 0;
}
