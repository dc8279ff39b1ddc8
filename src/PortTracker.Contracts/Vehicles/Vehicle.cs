using System.ComponentModel.DataAnnotations;

namespace PortTracker.Contracts;

/// <summary>What kind of vehicle it is.</summary>
public enum VehicleCategory
{
    /// <summary>A passenger car (HS 8703).</summary>
    Car,

    /// <summary>A truck, tractor or trailer (HS 8701, 8704, 8705, 8716).</summary>
    Truck,

    /// <summary>A bus of ten seats and more (HS 8702).</summary>
    Bus,

    /// <summary>Self-propelled machinery (HS 8427, 8429, 8430, 8709).</summary>
    Machinery,
}

/// <summary>What drives it. Plug-in hybrid (with range-extended), battery-electric and fuel cell are new energy vehicles.</summary>
public enum Propulsion
{
    /// <summary>Petrol, diesel or gas only.</summary>
    Combustion,

    /// <summary>Hybrid that cannot be charged from outside (HS 870340, 870350).</summary>
    Hybrid,

    /// <summary>Plug-in hybrid, including range-extended (HS 870360, 870370).</summary>
    PlugInHybrid,

    /// <summary>Battery-electric (HS 870380).</summary>
    BatteryElectric,

    /// <summary>Fuel cell.</summary>
    FuelCell,
}

/// <summary>In which form it is shipped.</summary>
public enum ShipmentForm
{
    /// <summary>A complete vehicle.</summary>
    Complete,

    /// <summary>A knocked-down kit (KD).</summary>
    KnockedDown,
}

/// <summary>One vehicle as its papers describe it: part of a manifest, of an arrival and of every event of the entry service.</summary>
public sealed record Vehicle : IValidatableObject
{
    /// <summary>Vehicle identification number, 17 characters (ISO 3779).</summary>
    [Vin]
    public required string Vin { get; init; }

    /// <summary>Number plate, permanent or temporary; null when it has none yet.</summary>
    [MaxLength(Contracts.Plate.MaxLength)]
    public string? Plate { get; init; }

    /// <summary>Brand, as the maker writes it.</summary>
    [Given(40)]
    public required string Brand { get; init; }

    /// <summary>Model, as the maker writes it.</summary>
    [Given(60)]
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

    /// <summary>Plate of the car carrier that brings it; null when it comes on its own wheels.</summary>
    [MaxLength(Contracts.Plate.MaxLength)]
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
            Vin = Contracts.Vin.Normalise(Vin),
            Plate = Contracts.Plate.Normalise(Plate),
            Brand = Brand.Trim(),
            Model = Model.Trim(),
            HsCode = Contracts.HsCode.Normalise(HsCode),
            Destination = Contracts.Destination.Normalise(Destination),
            DeclarationNumber = Contracts.DeclarationNumber.Normalise(DeclarationNumber),
            CarrierPlate = Contracts.Plate.Normalise(CarrierPlate),
            Operator = Uscc.Normalise(Operator),
        };

    /// <summary>The same vehicle without what tells which one it was, or whose papers it had.</summary>
    public Vehicle Anonymised() =>
        this with
        {
            Vin = Contracts.Vin.Anonymise(Vin),
            Plate = null,
            CarrierPlate = null,
            DeclarationNumber = "",
        };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Contracts.HsCode.StatedPropulsion(HsCode ?? "") is { } stated && stated != Propulsion)
        {
            yield return new ValidationResult(
                $"HS code {HsCode} states {stated}, but the propulsion given is {Propulsion}: correct one of them.",
                [nameof(Propulsion)]
            );
        }
    }
}
