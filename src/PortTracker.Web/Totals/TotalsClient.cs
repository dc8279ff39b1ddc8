using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Desks;

namespace PortTracker.Web.Totals;

/// <summary>What the throughput service has counted, in the name of the manager who asks.</summary>
internal sealed class TotalsClient(ApiClient api)
{
    private const int MovementsAtOnce = 50;

    public Task<IReadOnlyList<PortInfo>> PortsAsync() => api.GetAsync<IReadOnlyList<PortInfo>>("api/board/ports");

    /// <summary>The years on record.</summary>
    public Task<IReadOnlyList<PeriodTotal>> YearsAsync(string port) =>
        api.GetAsync<IReadOnlyList<PeriodTotal>>($"api/throughput/years?port={Uri.EscapeDataString(port)}");

    /// <summary>A year with its months, or a month with its days.</summary>
    public Task<TotalsResponse> OfAsync(string port, int year, int? month) =>
        api.GetAsync<TotalsResponse>($"api/throughput/totals?{Query(port, year, month)}");

    /// <summary>A page of the movements behind a figure.</summary>
    public Task<ExportedMovements> MovementsAsync(string query, string? after) =>
        api.GetAsync<ExportedMovements>(
            $"api/throughput/movements?{query}&limit={MovementsAtOnce}"
                + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}")
        );

    /// <summary>The latest runs of the job.</summary>
    public Task<IReadOnlyList<AggregationRun>> RunsAsync() =>
        api.GetAsync<IReadOnlyList<AggregationRun>>("api/throughput/aggregations");

    /// <summary>What the job has before it.</summary>
    public Task<PendingAggregation> PendingAsync() =>
        api.GetAsync<PendingAggregation>("api/throughput/aggregations/pending");

    /// <summary>Has the job run.</summary>
    public Task<AggregationRun> RunAsync(AggregationRequest request) =>
        api.PostAsync<AggregationRun>("api/throughput/aggregations", request);

    /// <summary>How the API is asked for a year or a month.</summary>
    public static string Query(string port, int year, int? month) =>
        $"port={Uri.EscapeDataString(port)}&year={year}" + (month is null ? "" : $"&month={month}");

    /// <summary>How the API is asked for what lies between two days, both of them with it.</summary>
    public static string Query(string port, DateOnly from, DateOnly to) =>
        $"port={Uri.EscapeDataString(port)}&from={BoardFormat.Date(from)}&to={BoardFormat.Date(to)}";

    /// <summary>How the API is asked for a period of the totals.</summary>
    public static string Query(string port, PeriodTotal period) =>
        (period.To.DayNumber - period.From.DayNumber) switch
        {
            0 => $"{Query(port, period.From.Year, period.From.Month)}&day={period.From.Day}",
            < 31 => Query(port, period.From.Year, period.From.Month),
            _ => Query(port, period.From.Year, null),
        };
}
