using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Csv;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>An operator announces the vehicles of a manifest in CSV.</summary>
internal static class PreRegisterManifest
{
    public static async Task<Results<Created<PreRegistrationResponse>, ProblemHttpResult>> HandleAsync(
        HttpRequest http,
        [Description("Code of the port")] string port,
        [Description("Expected day of arrival, in the port's time zone")] DateOnly expectedOn,
        [Description("Reject (refuse the whole file) or Report (take all lines but the bad ones)")]
            BadLineHandling? badLines,
        EntryDb db,
        PortCatalog ports,
        CurrentAction current,
        CancellationToken cancellationToken
    )
    {
        if (!CsvRequest.IsReadable(http, out var declared, out var unreadable))
        {
            return unreadable;
        }

        var now = current.Now;
        var manifest = new Manifest(now.By);
        var vehicles = new VehicleColumns();
        await foreach (
            var line in CsvReading.ReadAsync(http.Body, declared, VehicleCsv.Columns, vehicles.Read, cancellationToken)
        )
        {
            manifest.Add(line);
            if (manifest.IsTooLong)
            {
                return ProblemResults.Invalid(
                    "body",
                    $"A manifest has at most {Limits.Manifest} vehicles. Send it in parts."
                );
            }
        }

        if (vehicles.RoundingError is { } rounded)
        {
            manifest.RejectAll(VehicleColumns.RoundedColumn, rounded);
        }

        manifest.RejectOpen(await PreRegistration.LoadOpenAsync(db, manifest.Vehicles, cancellationToken));
        var bad = manifest.BadLines();
        if (bad.Count > 0 && (badLines is not BadLineHandling.Report || manifest.Vehicles.Count is 0))
        {
            return ProblemResults.BadLines(bad, bad.Select(line => line.Line).Distinct().Count());
        }

        return await PreRegistration.AnnounceAsync(
            port,
            expectedOn,
            manifest.Vehicles,
            bad,
            db,
            ports,
            now,
            cancellationToken
        );
    }
}
