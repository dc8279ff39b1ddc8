namespace PortTracker.Contracts.Vehicles;

/// <summary>The columns that describe a vehicle in a CSV (RFC 4180, UTF-8 or GB18030, with a heading line): a manifest has these.</summary>
public static class VehicleCsv
{
    /// <summary>The names, in the order of a manifest; <c>plate</c> and <c>carrier_plate</c> may be empty.</summary>
    public static IReadOnlyList<string> Columns { get; } =
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
}
