using PortTracker.Contracts.Access;

namespace PortTracker.ApiClient;

/// <summary>The logistics firms that have users or API keys.</summary>
public sealed class FirmsApi
{
    private readonly ApiSender _sender;

    internal FirmsApi(ApiSender sender) => _sender = sender;

    /// <summary>All firms.</summary>
    public Task<IReadOnlyList<Firm>> ListAsync(CancellationToken cancellationToken = default) =>
        _sender.GetAsync<IReadOnlyList<Firm>>("api/access/firms", cancellationToken);

    /// <summary>Adds a firm, or renames the firm with this USCC.</summary>
    public Task<Firm> PutAsync(Firm request, CancellationToken cancellationToken = default) =>
        _sender.PostAsync<Firm, Firm>("api/access/firms", request, cancellationToken);
}
