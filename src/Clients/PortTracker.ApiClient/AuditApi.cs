using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;

namespace PortTracker.ApiClient;

/// <summary>Audit trails: one a service.</summary>
public sealed class AuditApi
{
    private readonly ApiSender _sender;

    internal AuditApi(ApiSender sender) => _sender = sender;

    /// <summary>Rows of a service's trail, in their order.</summary>
    public PagedList<AuditEntry> Entries(string service, AuditFilter filter) =>
        new(_sender, Limits.Page, Filtered($"api/{service}/audit", filter));

    /// <summary>Writes a service's trail as CSV. The trail records the export.</summary>
    public Task ExportAsync(
        string service,
        AuditFilter filter,
        Stream destination,
        CancellationToken cancellationToken = default
    ) => _sender.DownloadAsync(Filtered($"api/{service}/audit.csv", filter), destination, cancellationToken);

    private static string Filtered(string path, AuditFilter filter) =>
        QueryString.Append(
            path,
            ("from", filter.From),
            ("to", filter.To),
            ("actor", filter.Actor),
            ("action", filter.Action),
            ("subject", filter.Subject),
            ("port", filter.Port),
            ("vin", filter.Vin)
        );
}
