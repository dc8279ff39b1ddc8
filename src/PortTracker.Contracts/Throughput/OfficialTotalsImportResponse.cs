using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Throughput;

/// <summary>Answer to <c>POST /api/throughput/official-totals/import</c>: official totals from before go-live, as CSV.</summary>
/// <param name="Periods">Months and years taken; a period given again is replaced.</param>
public sealed record OfficialTotalsImportResponse(int Periods)
{
    /// <summary>The lines that replaced another figure of their period, with what differs.</summary>
    public IReadOnlyList<LineNote> Replaced { get; init; } = [];
}
