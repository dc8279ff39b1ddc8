using System.Globalization;
using CsvHelper;
using PortTracker.Contracts;

namespace PortTracker.Client.Simulation;

/// <summary>The CSV in which an operator announces vehicles.</summary>
public static class ManifestFile
{
    /// <summary>Writes the vehicles as a manifest, in the order in which they come.</summary>
    public static void Write(Stream stream, IEnumerable<Vehicle> vehicles)
    {
        using var csv = PortCsv.Writer(stream);
        foreach (var vehicle in vehicles)
        {
            csv.WriteVehicle(vehicle);
            csv.NextRecord();
        }
    }

    /// <summary>Reads a manifest that is known to be right; the server is who judges one that may not be.</summary>
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
