using PortTracker.Contracts;
using PortTracker.Web.Desks;

namespace PortTracker.Web.Totals;

/// <summary>What the throughput service has counted, in the name of the manager who asks.</summary>
internal sealed class TotalsClient(ApiClient api)
{
    public Task<IReadOnlyList<PortInfo>> PortsAsync() => api.GetAsync<IReadOnlyList<PortInfo>>("api/board/ports");

    /// <summary>A year with its months, or a month with its days.</summary>
    public Task<TotalsResponse> OfAsync(string port, int year, int? month) =>
        api.GetAsync<TotalsResponse>(
            $"api/throughput/totals?port={Uri.EscapeDataString(port)}&year={year}"
                + (month is null ? "" : $"&month={month}")
        );
}
