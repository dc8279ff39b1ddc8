using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Vehicles;

/// <summary>One vehicle as its papers describe it: part of a manifest, of an arrival and of every event of the entry service.</summary>
public sealed record Vehicle : IValidatableObject
{
    /// <summary>Vehicle identification number, 17 characters (ISO 3779).</summary>
    [Vin]
    public required string Vin { get; init; }

    /// <summary>Number plate, permanent or temporary; null when it has none yet.</summary>
    [Plate]
    public string? Plate { get; init; }

    /// <summary>Brand, as the maker writes it.</summary>
    [NotBlank(40)]
    public required string Brand { get; init; }

    /// <summary>Model, as the maker writes it.</summary>
    [NotBlank(60)]
    public required string Model { get; init; }

    /// <summary>Kind of vehicle.</summary>
    [EnumDataType(typeof(VehicleCategory))]
    public required VehicleCategory Category { get; init; }

    /// <summary>What drives it.</summary>
    [EnumDataType(typeof(Propulsion))]
    public required Propulsion Propulsion { get; init; }

    /// <summary>Complete vehicle or knocked-down kit.</summary>
    [EnumDataType(typeof(ShipmentForm))]
    public required ShipmentForm Form { get; init; }

    /// <summary>Commodity code, 6 to 10 digits (Harmonized System).</summary>
    [HsCode]
    public required string HsCode { get; init; }

    /// <summary>Country for which it is bound (ISO 3166-1 alpha-2).</summary>
    [Destination]
    public required string Destination { get; init; }

    /// <summary>Export declaration that covers it, 18 digits.</summary>
    [DeclarationNumber]
    public required string DeclarationNumber { get; init; }

    /// <summary>Plate of the car carrier that brings it; null when it arrives on its own wheels.</summary>
    [Plate]
    public string? CarrierPlate { get; init; }

    /// <summary>Logistics firm that brings it: unified social credit code, 18 characters (GB 32100-2015).</summary>
    [Uscc]
    public required string Operator { get; init; }

    /// <summary>Whether it counts as a new energy vehicle.</summary>
    public static bool IsNewEnergy(Propulsion propulsion) =>
        propulsion is Propulsion.PlugInHybrid or Propulsion.BatteryElectric or Propulsion.FuelCell;

    /// <summary>The same vehicle with every code as it is stored and compared.</summary>
    public Vehicle Normalised() =>
        this with
        {
            Vin = Vehicles.Vin.Normalise(Vin),
            Plate = Vehicles.Plate.Normalise(Plate),
            Brand = PlainText.InOneLine(Brand),
            Model = PlainText.InOneLine(Model),
            HsCode = Vehicles.HsCode.Normalise(HsCode),
            Destination = Vehicles.Destination.Normalise(Destination),
            DeclarationNumber = Vehicles.DeclarationNumber.Normalise(DeclarationNumber),
            CarrierPlate = Vehicles.Plate.Normalise(CarrierPlate),
            Operator = Uscc.Normalise(Operator),
        };

    /// <summary>The same vehicle without what identifies it or its papers.</summary>
    public Vehicle Anonymised() =>
        this with
        {
            Vin = Vehicles.Vin.Anonymise(Vin),
            Plate = null,
            CarrierPlate = null,
            DeclarationNumber = "",
        };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var categories = Vehicles.HsCode.StatedCategories(HsCode ?? "");
        if (categories.Count > 0 && !categories.Contains(Category))
        {
            yield return Contradiction(string.Join(" or ", categories), Category, nameof(Category));
        }

        var propulsions = Vehicles.HsCode.StatedPropulsions(HsCode ?? "");
        if (propulsions.Count > 0 && !propulsions.Contains(Propulsion))
        {
            yield return Contradiction(string.Join(" or ", propulsions), Propulsion, nameof(Propulsion));
        }
    }

    private ValidationResult Contradiction(string stated, Enum given, string field) =>
        new(
            $"HS code {HsCode} states {stated}, but the {field.ToLowerInvariant()} given is {given}: correct one of them.",
            [field]
        );
}
