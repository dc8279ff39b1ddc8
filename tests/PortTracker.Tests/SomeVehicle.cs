using System.Globalization;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests;

/// <summary>Vehicles with valid papers and a unique VIN.</summary>
internal static class SomeVehicle
{
    public const string Operator = "91110000600037341L";
    public const string OtherOperator = "91350100M000100Y43";
    private static int serial;

    public static Vehicle Green() => Of("BYD");

    /// <summary>A vehicle that the test host's rules send to documentary control.</summary>
    public static Vehicle Yellow() => Of("Yellow Motors");

    /// <summary>A vehicle that the test host's rules send to physical inspection.</summary>
    public static Vehicle Red() => Of("Red Motors");

    private static Vehicle Of(string brand) =>
        new()
        {
            Vin = NextVin(),
            Plate = $"新A{Interlocked.Increment(ref serial):00000}",
            Brand = brand,
            Model = "Song",
            Category = VehicleCategory.Car,
            Propulsion = Propulsion.BatteryElectric,
            Form = ShipmentForm.Complete,
            HsCode = "870380",
            Destination = "KZ",
            DeclarationNumber = NextDeclaration(),
            Operator = Operator,
        };

    public static string NextDeclaration() =>
        "940420260" + Interlocked.Increment(ref serial).ToString("000000000", CultureInfo.InvariantCulture);

    private static string NextVin()
    {
        var vin = (
            "LSVAA4180E" + Interlocked.Increment(ref serial).ToString("0000000", CultureInfo.InvariantCulture)
        ).ToCharArray();
        vin[8] = Vin.CheckDigit(vin);
        return new string(vin);
    }
}
