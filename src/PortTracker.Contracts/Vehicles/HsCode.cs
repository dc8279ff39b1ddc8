using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Vehicles;

/// <summary>
/// The rule for the commodity codes that this port clears: vehicles of chapter 87, and self-propelled machinery of
/// headings 8427, 8429 and 8430; 6 to 10 digits. Source: the Harmonized System's nomenclature of 2022.
/// </summary>
public static class HsCode
{
    private static readonly Propulsion[] Engine = [Propulsion.Combustion];
    private static readonly Propulsion[] EngineAndMotor = [Propulsion.Hybrid, Propulsion.PlugInHybrid];
    private static readonly Propulsion[] EngineWithOrWithoutMotor = [Propulsion.Combustion, .. EngineAndMotor];
    private static readonly Propulsion[] Motor = [Propulsion.BatteryElectric, Propulsion.FuelCell];

    /// <summary>The code as it is stored and compared: folded, digits only.</summary>
    public static string Normalise(string code) => CodeText.FoldUnpunctuated(code);

    /// <summary>Whether the text is the code of something that leaves here on its own wheels; if not, why.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var code = Normalise(text ?? "");
        error = null;
        if (code.Length is < 6 or > 10 || code.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            error = CodeText.FindCyrillic(code) ?? "An HS code has 6 to 10 digits.";
        }
        else if (
            code[..4]
            is not (
                "8427"
                or "8429"
                or "8430"
                or "8701"
                or "8702"
                or "8703"
                or "8704"
                or "8705"
                or "8706"
                or "8708"
                or "8709"
                or "8716"
            )
        )
        {
            error = $"Heading {code[..4]} is not a vehicle: expected 8701–8706, 8708, 8709, 8716, 8427, 8429 or 8430.";
        }

        return error is null;
    }

    /// <summary>The propulsions that the subheading allows; none where it does not state the drive.</summary>
    public static IReadOnlyList<Propulsion> StatedPropulsions(string code) =>
        Normalise(code) switch
        {
            // A piston engine only.
            ['8', '7', '0', '1', '2', '1', ..] => Engine,
            ['8', '7', '0', '2', '1', '0', ..] => Engine,
            ['8', '7', '0', '3', '2' or '3', >= '1' and <= '4', ..] => Engine,
            ['8', '7', '0', '4', '2' or '3', >= '1' and <= '3', ..] => Engine,
            // A piston engine and a motor. Only passenger cars are told apart by whether they can be charged.
            ['8', '7', '0', '1', '2', '2' or '3', ..] => EngineAndMotor,
            ['8', '7', '0', '2', '2' or '3', '0', ..] => EngineAndMotor,
            ['8', '7', '0', '4', '4' or '5', >= '1' and <= '3', ..] => EngineAndMotor,
            ['8', '7', '0', '3', '4' or '5', '0', ..] => [Propulsion.Hybrid],
            ['8', '7', '0', '3', '6' or '7', '0', ..] => [Propulsion.PlugInHybrid],
            // A motor only, whether a battery or a fuel cell feeds it.
            ['8', '7', '0', '1', '2', '4', ..] => Motor,
            ['8', '7', '0', '2', '4', '0', ..] => Motor,
            ['8', '7', '0', '3', '8', '0', ..] => Motor,
            ['8', '7', '0', '4', '6', '0', ..] => Motor,
            ['8', '7', '0', '9', '1', '1', ..] => Motor,
            ['8', '4', '2', '7', '1', '0', ..] => Motor,
            // Works trucks and fork-lifts that are not electric.
            ['8', '7', '0', '9', '1', '9', ..] => EngineWithOrWithoutMotor,
            ['8', '4', '2', '7', '2', '0', ..] => EngineWithOrWithoutMotor,
            _ => [],
        };

    /// <summary>The categories that the subheading allows; none where it does not state what kind of vehicle it is.</summary>
    public static IReadOnlyList<VehicleCategory> StatedCategories(string code) =>
        Normalise(code) switch
        {
            ['8', '7', '0', '1', '2', ..] => [VehicleCategory.Truck],
            // Farm and crawler tractors, dumpers for building sites, crane lorries.
            ['8', '7', '0', '1' or '5', ..] => [VehicleCategory.Truck, VehicleCategory.Machinery],
            ['8', '7', '0', '4', '1', '0', ..] => [VehicleCategory.Truck, VehicleCategory.Machinery],
            ['8', '7', '0', '2', ..] => [VehicleCategory.Bus],
            ['8', '7', '0', '3', ..] => [VehicleCategory.Car],
            ['8', '7', '0', '4', ..] => [VehicleCategory.Truck],
            ['8', '7', '0', '9', ..] => [VehicleCategory.Machinery],
            ['8', '7', '1', '6', ..] => [VehicleCategory.Truck],
            ['8', '4', ..] => [VehicleCategory.Machinery],
            _ => [],
        };
}
