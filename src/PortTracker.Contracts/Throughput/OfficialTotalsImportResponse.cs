namespace PortTracker.Contracts.Throughput;

/// <summary>Answer to <c>POST /api/throughput/official-totals/import</c>: official totals from before go-live, as CSV.</summary>
/// <param name="Periods">Months and years taken; a period given again is replaced.</param>
public sealed record OfficialTotalsImportResponse(int Periods);
