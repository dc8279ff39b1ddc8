using System.Globalization;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>What differs between a line of a file and what is on record.</summary>
public sealed class Differences
{
    private readonly List<string> found = [];

    public bool Any => found.Count > 0;

    /// <summary>The differences between two papers of a vehicle.</summary>
    public static Differences Between(Vehicle recorded, Vehicle sent)
    {
        var differences = new Differences();
        differences.Add("plate", recorded.Plate, sent.Plate);
        differences.Add("brand", recorded.Brand, sent.Brand);
        differences.Add("model", recorded.Model, sent.Model);
        differences.Add("category", recorded.Category, sent.Category);
        differences.Add("propulsion", recorded.Propulsion, sent.Propulsion);
        differences.Add("form", recorded.Form, sent.Form);
        differences.Add("hs_code", recorded.HsCode, sent.HsCode);
        differences.Add("destination", recorded.Destination, sent.Destination);
        differences.Add("declaration_number", recorded.DeclarationNumber, sent.DeclarationNumber);
        differences.Add("carrier_plate", recorded.CarrierPlate, sent.CarrierPlate);
        differences.Add("operator", recorded.Operator, sent.Operator);
        return differences;
    }

    public void Add<T>(string column, T recorded, T sent)
    {
        if (!EqualityComparer<T>.Default.Equals(recorded, sent))
        {
            found.Add($"{column} is {Text(recorded)} on record and {Text(sent)} here");
        }
    }

    public override string ToString() => string.Join("; ", found);

    private static string Text(object? value) =>
        value switch
        {
            null => "empty",
            DateTimeOffset instant => instant.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
