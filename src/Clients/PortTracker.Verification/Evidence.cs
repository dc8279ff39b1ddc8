using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Throughput;

namespace PortTracker.Verification;

/// <summary>The services' own records: the input of a verification.</summary>
public sealed record Evidence
{
    /// <summary>Ledger of each service.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<LedgerEntry>> Ledgers { get; init; }

    /// <summary>Feed of each service.</summary>
    public required IReadOnlyList<FeedStatus> Feeds { get; init; }

    /// <summary>Daily totals of each port.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<DayTotal>> Days { get; init; }

    /// <summary>Yearly totals of each port.</summary>
    public required IReadOnlyList<TotalsResponse> Years { get; init; }
}
