using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>Vehicles as CSV: RFC 4180, UTF-8, with a line feed at the end of a line.</summary>
internal static class CsvFormat
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    public static CsvWriter Writer(Stream stream, params ReadOnlySpan<string> moreColumns)
    {
        var csv = new CsvWriter(new StreamWriter(stream, bufferSize: 64 * 1024, leaveOpen: true), Format);
        foreach (var column in (string[])[.. VehicleCsv.Columns, .. moreColumns])
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
            Vin = Required("vin"),
            Plate = Optional("plate"),
            Brand = Required("brand"),
            Model = Required("model"),
            Category = Enum.Parse<VehicleCategory>(Required("category"), ignoreCase: true),
            Propulsion = Enum.Parse<Propulsion>(Required("propulsion"), ignoreCase: true),
            Form = Enum.Parse<ShipmentForm>(Required("form"), ignoreCase: true),
            HsCode = Required("hs_code"),
            Destination = Required("destination"),
            DeclarationNumber = Required("declaration_number"),
            CarrierPlate = Optional("carrier_plate"),
            Operator = Required("operator"),
        };

        string Required(string column) => csv.GetField(column) ?? "";

        string? Optional(string column) => csv.GetField(column) is { Length: > 0 } text ? text : null;
    }
}
