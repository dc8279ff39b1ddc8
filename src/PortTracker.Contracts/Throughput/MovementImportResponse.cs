using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Throughput;

/// <summary>Answer to <c>POST /api/throughput/movements/import</c>: completed movements from before go-live, as CSV.</summary>
public sealed record MovementImportResponse
{
    /// <summary>Movements that are new.</summary>
    public required long Imported { get; init; }

    /// <summary>Movements that were on record already, and were left as they were.</summary>
    public required long AlreadyThere { get; init; }

    /// <summary>Lines that were not taken.</summary>
    public required long Rejected { get; init; }

    /// <summary>The first of those lines, at most 1,000.</summary>
    public required IReadOnlyList<LineError> BadLines { get; init; }

    /// <summary>Movements among those already on record of which the file says something else. They keep what is on record.</summary>
    public long Different { get; init; }

    /// <summary>The first of those lines, at most 1,000, with what differs.</summary>
    public IReadOnlyList<LineNote> Differences { get; init; } = [];

    /// <summary>Lines that were taken but should be checked.</summary>
    public long Warned { get; init; }

    /// <summary>The first of those lines, at most 1,000.</summary>
    public IReadOnlyList<LineNote> Warnings { get; init; } = [];
}
