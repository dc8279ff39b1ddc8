using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Vehicles;

/// <summary>
/// The rule for the commodity codes that this port clears: vehicles of chapter 87, and self-propelled machinery of
/// headings 8427, 8429 and 8430; 6 to 10 digits. Source: the Harmonized System's nomenclature.
/// </summary>
public static class HsCode
{
    /// <summary>The code as it is stored and compared: digits only.</summary>
    public static string Normalise(string code) => code.Trim().Replace(".", "", StringComparison.Ordinal);

    /// <summary>Whether the text is the code of something that leaves here on its own wheels; if not, why.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var code = Normalise(text ?? "");
        error = null;
        if (code.Length is < 6 or > 10 || code.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            error = "An HS code has 6 to 10 digits.";
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

    /// <summary>The propulsion that the subheading states by itself (870340–870380), or null where it states none.</summary>
    public static Propulsion? StatedPropulsion(string code) =>
        Normalise(code) switch
        {
            ['8', '7', '0', '3', '4' or '5', '0', ..] => Propulsion.Hybrid,
            ['8', '7', '0', '3', '6' or '7', '0', ..] => Propulsion.PlugInHybrid,
            ['8', '7', '0', '3', '8', '0', ..] => Propulsion.BatteryElectric,
            _ => null,
        };
}
