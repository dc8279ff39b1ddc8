using PortTracker.Contracts.Vehicles;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>Reads the vehicle of a line, for every CSV with vehicles.</summary>
public static class VehicleColumns
{
    public static Vehicle Read(CsvFields row) =>
        new()
        {
            Vin = row.Text("vin"),
            Plate = row.OptionalText("plate"),
            Brand = row.Text("brand"),
            Model = row.Text("model"),
            Category = row.OneOf<VehicleCategory>("category"),
            Propulsion = row.OneOf<Propulsion>("propulsion"),
            Form = row.OneOf<ShipmentForm>("form"),
            HsCode = row.Text("hs_code"),
            Destination = row.Text("destination"),
            DeclarationNumber = row.Text("declaration_number"),
            CarrierPlate = row.OptionalText("carrier_plate"),
            Operator = row.Text("operator"),
        };
}
