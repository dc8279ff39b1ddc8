using PortTracker.Contracts.Api;
using PortTracker.Contracts.Operations;

namespace PortTracker.ApiClient;

/// <summary>What every service offers to operators: its feed, its ledger and replays.</summary>
public sealed class OperationsApi
{
    private readonly ApiSender _sender;

    internal OperationsApi(ApiSender sender) => _sender = sender;

    /// <summary>Everything that a service knows of every movement.</summary>
    public PagedList<LedgerEntry> Ledger(string service) => new(_sender, Limits.Page, $"api/{service}/ledger");

    /// <summary>How many events of the other services a service has applied.</summary>
    public Task<FeedStatus> FeedAsync(string service, CancellationToken cancellationToken = default) =>
        _sender.GetAsync<FeedStatus>($"api/{service}/feed", cancellationToken);

    /// <summary>Makes a service apply the events of the others again.</summary>
    public Task<ReplayStarted> ReplayAsync(
        string service,
        DateTimeOffset? from,
        CancellationToken cancellationToken = default
    ) => PostAsync<ReplayStarted>(service, "replays", from, cancellationToken);

    /// <summary>Makes a service publish its journal to the broker again.</summary>
    public Task<RefillStarted> RefillAsync(
        string service,
        DateTimeOffset? from,
        CancellationToken cancellationToken = default
    ) => PostAsync<RefillStarted>(service, "refills", from, cancellationToken);

    private Task<T> PostAsync<T>(
        string service,
        string action,
        DateTimeOffset? from,
        CancellationToken cancellationToken
    ) =>
        _sender.PostAsync<ReplayRequest, T>(
            $"api/{service}/{action}",
            new ReplayRequest { From = from?.ToUniversalTime() },
            cancellationToken
        );
}
