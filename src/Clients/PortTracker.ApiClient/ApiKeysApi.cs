using PortTracker.Contracts.Access;

namespace PortTracker.ApiClient;

/// <summary>API keys with which the firms' own systems call.</summary>
public sealed class ApiKeysApi
{
    private readonly ApiSender _sender;

    internal ApiKeysApi(ApiSender sender) => _sender = sender;

    /// <summary>Keys of one firm; of all firms without it.</summary>
    public PagedList<ApiKey> List(string? firm = null) =>
        new(_sender, pageSize: null, "api/access/keys", ("firm", firm));

    /// <summary>Creates a key.</summary>
    public Task<CreatedApiKey> CreateAsync(
        CreateApiKeyRequest request,
        CancellationToken cancellationToken = default
    ) => _sender.PostAsync<CreateApiKeyRequest, CreatedApiKey>("api/access/keys", request, cancellationToken);

    /// <summary>Revokes a key.</summary>
    public Task<ApiKey> RevokeAsync(Guid keyId, string reason, CancellationToken cancellationToken = default) =>
        _sender.PostAsync<ReasonRequest, ApiKey>(
            $"api/access/keys/{keyId}/revocations",
            new ReasonRequest { Reason = reason },
            cancellationToken
        );
}
