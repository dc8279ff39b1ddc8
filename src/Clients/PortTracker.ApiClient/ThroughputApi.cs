using PortTracker.Contracts.Api;
using PortTracker.Contracts.Throughput;

namespace PortTracker.ApiClient;

/// <summary>The throughput service: totals, the movements behind them, imports and the aggregation job.</summary>
public sealed class ThroughputApi
{
    private readonly ApiSender _sender;

    internal ThroughputApi(ApiSender sender) => _sender = sender;

    /// <summary>The years on record.</summary>
    public Task<IReadOnlyList<PeriodTotal>> YearsAsync(string port, CancellationToken cancellationToken = default) =>
        _sender.GetAsync<IReadOnlyList<PeriodTotal>>(
            QueryString.Append("api/throughput/years", ("port", port)),
            cancellationToken
        );

    /// <summary>Exports of a year with its months, or of a month with its days.</summary>
    public Task<TotalsResponse> TotalsAsync(
        string port,
        int year,
        int? month = null,
        CancellationToken cancellationToken = default
    ) =>
        _sender.GetAsync<TotalsResponse>(
            QueryString.Append("api/throughput/totals", ("port", port), ("year", year), ("month", month)),
            cancellationToken
        );

    /// <summary>Exports of each day.</summary>
    public Task<IReadOnlyList<DayTotal>> DaysAsync(
        string port,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken = default
    ) =>
        _sender.GetAsync<IReadOnlyList<DayTotal>>(
            QueryString.Append("api/throughput/days", ("port", port), ("from", from), ("to", to)),
            cancellationToken
        );

    /// <summary>A page of the movements behind a figure; the first page has their sum.</summary>
    /// <param name="query">Period and dimensions as in the links for download, such as <c>port=KHORGOS&amp;year=2026&amp;destination=KZ</c>.</param>
    /// <param name="after">Where the page begins; null for the first.</param>
    /// <param name="limit">The most movements; null for the server's default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ExportedMovements> ExportedMovementsAsync(
        string query,
        string? after = null,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) =>
        _sender.GetAsync<ExportedMovements>(
            QueryString.Append($"api/throughput/movements?{query}", ("after", after), ("limit", limit)),
            cancellationToken
        );

    /// <summary>Imports completed movements from before go-live.</summary>
    public Task<MovementImportResponse> ImportMovementsAsync(
        string port,
        BadLineHandling badLines,
        CsvSource movements,
        CancellationToken cancellationToken = default
    ) =>
        _sender.UploadAsync<MovementImportResponse>(
            QueryString.Append("api/throughput/movements/import", ("port", port), ("badLines", badLines)),
            movements,
            idempotencyKey: null,
            cancellationToken
        );

    /// <summary>Imports official totals from before go-live.</summary>
    public Task<OfficialTotalsImportResponse> ImportOfficialTotalsAsync(
        string port,
        CsvSource history,
        CancellationToken cancellationToken = default
    ) =>
        _sender.UploadAsync<OfficialTotalsImportResponse>(
            QueryString.Append("api/throughput/official-totals/import", ("port", port)),
            history,
            idempotencyKey: null,
            cancellationToken
        );

    /// <summary>Runs the aggregation job: over the named days, or over all that are pending.</summary>
    public Task<AggregationRun> AggregateAsync(
        AggregationRequest? request = null,
        CancellationToken cancellationToken = default
    ) =>
        _sender.PostAsync<AggregationRequest, AggregationRun>(
            "api/throughput/aggregations",
            request ?? new AggregationRequest(),
            cancellationToken
        );

    /// <summary>The latest runs of the aggregation job.</summary>
    public Task<IReadOnlyList<AggregationRun>> AggregationsAsync(CancellationToken cancellationToken = default) =>
        _sender.GetAsync<IReadOnlyList<AggregationRun>>("api/throughput/aggregations", cancellationToken);

    /// <summary>The days that the aggregation job has yet to count.</summary>
    public Task<PendingAggregation> PendingAggregationAsync(CancellationToken cancellationToken = default) =>
        _sender.GetAsync<PendingAggregation>("api/throughput/aggregations/pending", cancellationToken);
}
