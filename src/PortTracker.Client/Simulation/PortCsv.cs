using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using PortTracker.Contracts;

namespace PortTracker.Client.Simulation;

/// <summary>How vehicles are written in CSV: RFC 4180, UTF-8, lines that end in a single line feed.</summary>
internal static class PortCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    public static CsvWriter Writer(Stream stream, params ReadOnlySpan<string> furtherColumns)
    {
        var csv = new CsvWriter(new StreamWriter(stream, bufferSize: 64 * 1024, leaveOpen: true), Format);
        foreach (var column in (string[])[.. VehicleCsv.Columns, .. furtherColumns])
        {
            csv.WriteField(column);
        }

        csv.NextRecord();
        return csv;
    }

    public static void WriteVehicle(this CsvWriter csv, Vehicle vehicle)
    {
        csv.WriteField(vehicle.Vin);
        csv.WriteField(vehicle.Plate);
        csv.WriteField(vehicle.Brand);
        csv.WriteField(vehicle.Model);
        csv.WriteField(vehicle.Category.ToString());
        csv.WriteField(vehicle.Propulsion.ToString());
        csv.WriteField(vehicle.Form.ToString());
        csv.WriteField(vehicle.HsCode);
        csv.WriteField(vehicle.Destination);
        csv.WriteField(vehicle.DeclarationNumber);
        csv.WriteField(vehicle.CarrierPlate);
        csv.WriteField(vehicle.Operator);
    }

    public static Vehicle ReadVehicle(this CsvReader csv)
    {
        return new Vehicle
        {
            Vin = Given("vin"),
            Plate = Optional("plate"),
            Brand = Given("brand"),
            Model = Given("model"),
            Category = Enum.Parse<VehicleCategory>(Given("category"), ignoreCase: true),
            Propulsion = Enum.Parse<Propulsion>(Given("propulsion"), ignoreCase: true),
            Form = Enum.Parse<ShipmentForm>(Given("form"), ignoreCase: true),
            HsCode = Given("hs_code"),
            Destination = Given("destination"),
            DeclarationNumber = Given("declaration_number"),
            CarrierPlate = Optional("carrier_plate"),
            Operator = Given("operator"),
        };

        string Given(string column) => csv.GetField(column) ?? "";

        string? Optional(string column) => csv.GetField(column) is { Length: > 0 } text ? text : null;
    }
}
