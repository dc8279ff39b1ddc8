using System.Globalization;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Firms;

/// <summary>Calls the services as the firm's user.</summary>
internal sealed class FirmClient(ApiClient api)
{
    public Task<CurrentUser> MeAsync() => api.MeAsync();

    public Task<IReadOnlyList<PortInfo>> PortsAsync() => api.GetAsync<IReadOnlyList<PortInfo>>("api/board/ports");

    /// <summary>Announces the vehicles of a manifest.</summary>
    public Task<PreRegistrationResponse> AnnounceAsync(string port, ManifestSubmission manifest) =>
        api.PostCsvAsync<PreRegistrationResponse>(
            $"api/entry/pre-registrations/csv?port={Uri.EscapeDataString(port)}"
                + $"&expectedOn={manifest.ExpectedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
                + $"&badLines={manifest.BadLines}",
            manifest.Csv,
            manifest.Key
        );

    public Task CancelAsync(IEnumerable<FirmMovement> movements, string reason) =>
        api.PostAsync(
            "api/entry/cancellations",
            new WithdrawalRequest
            {
                Movements = [.. movements.Select(movement => movement.MovementId)],
                Reason = reason,
            }
        );

    /// <summary>Address of the movements as a CSV.</summary>
    public static string CsvAddress(string port, Stage? stage) =>
        $"api/board/firm/movements.csv?port={Uri.EscapeDataString(port)}" + (stage is null ? "" : $"&stage={stage}");
}
