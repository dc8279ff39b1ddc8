using System.Globalization;
using CsvHelper;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>The CSV with which a firm announces vehicles.</summary>
public static class ManifestCsv
{
    /// <summary>Writes the vehicles as a manifest.</summary>
    public static void Write(Stream stream, IEnumerable<Vehicle> vehicles)
    {
        using var csv = CsvFormat.Writer(stream);
        foreach (var vehicle in vehicles)
        {
            csv.WriteVehicle(vehicle);
            csv.NextRecord();
        }
    }

    /// <summary>Reads a manifest that is known to be valid. Only the server validates manifests.</summary>
    public static IEnumerable<Vehicle> Read(Stream stream)
    {
        using var csv = new CsvReader(new StreamReader(stream, leaveOpen: true), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            yield return csv.ReadVehicle();
        }
    }
}
