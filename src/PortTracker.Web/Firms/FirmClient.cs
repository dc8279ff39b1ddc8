using System.Globalization;
using PortTracker.Contracts;
using PortTracker.Web.Desks;

namespace PortTracker.Web.Firms;

/// <summary>What a firm's page asks of the services, in the name of the firm's user.</summary>
internal sealed class FirmClient(ApiClient api)
{
    public Task<Me> MeAsync() => api.MeAsync();

    public Task<IReadOnlyList<PortInfo>> PortsAsync() => api.GetAsync<IReadOnlyList<PortInfo>>("api/board/ports");

    /// <summary>Announces the vehicles of a manifest.</summary>
    public Task<PreRegistrationResponse> AnnounceAsync(string port, Manifest manifest) =>
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
            new ClosingRequest { Movements = [.. movements.Select(movement => movement.MovementId)], Reason = reason }
        );

    /// <summary>Where the movements can be had as a CSV.</summary>
    public static string CsvAddress(string port, Stage? stage) =>
        $"api/board/firm/movements.csv?port={Uri.EscapeDataString(port)}" + (stage is null ? "" : $"&stage={stage}");
}

/// <summary>A manifest that is to be sent.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Csv">What is in it.</param>
/// <param name="ExpectedOn">Day for which its vehicles are announced.</param>
/// <param name="BadLines">What to do if some of its lines are bad.</param>
internal sealed record Manifest(string Name, byte[] Csv, DateOnly ExpectedOn, BadLines BadLines)
{
    /// <summary>The same however often this very one is sent, so that it is taken once.</summary>
    public string Key { get; init; } = Guid.NewGuid().ToString();
}
