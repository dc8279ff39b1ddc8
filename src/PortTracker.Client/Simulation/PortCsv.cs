using CsvHelper;
using PortTracker.Contracts;

namespace PortTracker.Client.Simulation;

/// <summary>How vehicles are written in CSV: RFC 4180, UTF-8, lines that end in a single line feed.</summary>
internal static class PortCsv
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };

    private static readonly string[] VehicleColumns =
    [
        "vin",
        "plate",
        "brand",
        "model",
        "category",
        "propulsion",
        "form",
        "hs_code",
        "destination",
        "declaration_number",
        "carrier_plate",
        "operator",
    ];

    public static CsvWriter Writer(Stream stream, params ReadOnlySpan<string> furtherColumns)
    {
        var csv = CsvWriter.Create(stream, Format, leaveOpen: true);
        csv.WriteHeader([.. VehicleColumns, .. furtherColumns]);
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
            Vin = csv.GetString("vin"),
            Plate = Optional("plate"),
            Brand = csv.GetString("brand"),
            Model = csv.GetString("model"),
            Category = Enum.Parse<VehicleCategory>(csv.GetString("category"), ignoreCase: true),
            Propulsion = Enum.Parse<Propulsion>(csv.GetString("propulsion"), ignoreCase: true),
            Form = Enum.Parse<ShipmentForm>(csv.GetString("form"), ignoreCase: true),
            HsCode = csv.GetString("hs_code"),
            Destination = csv.GetString("destination"),
            DeclarationNumber = csv.GetString("declaration_number"),
            CarrierPlate = Optional("carrier_plate"),
            Operator = csv.GetString("operator"),
        };

        string? Optional(string column) => csv.GetString(column) is { Length: > 0 } text ? text : null;
    }
}
