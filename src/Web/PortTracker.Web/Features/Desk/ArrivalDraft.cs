using PortTracker.Contracts.Vehicles;

namespace PortTracker.Web.Features.Desk;

/// <summary>The papers of an unannounced vehicle while they are entered.</summary>
public sealed class ArrivalDraft
{
    public string Vin { get; set; } = "";
    public string Plate { get; set; } = "";
    public string Brand { get; set; } = "";
    public string Model { get; set; } = "";
    public VehicleCategory Category { get; set; } = VehicleCategory.Car;
    public Propulsion Propulsion { get; set; }
    public ShipmentForm Form { get; set; }
    public string HsCode { get; set; } = "";
    public string Destination { get; set; } = "";
    public string DeclarationNumber { get; set; } = "";
    public string CarrierPlate { get; set; } = "";
    public string Operator { get; set; } = "";

    /// <summary>Starts the next vehicle. Papers common to a carrier's cars stay.</summary>
    public void Next(string vin) => (Vin, Plate) = (vin, "");

    public Vehicle Vehicle() =>
        new()
        {
            Vin = Vin,
            Plate = NullIfBlank(Plate),
            Brand = Brand,
            Model = Model,
            Category = Category,
            Propulsion = Propulsion,
            Form = Form,
            HsCode = HsCode,
            Destination = Destination,
            DeclarationNumber = DeclarationNumber,
            CarrierPlate = NullIfBlank(CarrierPlate),
            Operator = Operator,
        };

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
