using PortTracker.Contracts.Board;
using PortTracker.Contracts.Throughput;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Totals;

/// <summary>Calls the throughput service as the manager.</summary>
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

    /// <summary>The days that the job will count.</summary>
    public Task<PendingAggregation> PendingAsync() =>
        api.GetAsync<PendingAggregation>("api/throughput/aggregations/pending");

    /// <summary>Runs the job.</summary>
    public Task<AggregationRun> RunAsync(AggregationRequest request) =>
        api.PostAsync<AggregationRun>("api/throughput/aggregations", request);

    /// <summary>The API query for a year or a month.</summary>
    public static string Query(string port, int year, int? month) =>
        $"port={Uri.EscapeDataString(port)}&year={year}" + (month is null ? "" : $"&month={month}");

    /// <summary>The API query for a range of days, both included.</summary>
    public static string Query(string port, DateOnly from, DateOnly to) =>
        $"port={Uri.EscapeDataString(port)}&from={DisplayFormat.Date(from)}&to={DisplayFormat.Date(to)}";

    /// <summary>The API query for a period.</summary>
    public static string Query(string port, PeriodTotal period) =>
        (period.To.DayNumber - period.From.DayNumber) switch
        {
            0 => $"{Query(port, period.From.Year, period.From.Month)}&day={period.From.Day}",
            < 31 => Query(port, period.From.Year, period.From.Month),
            _ => Query(port, period.From.Year, null),
        };
}
