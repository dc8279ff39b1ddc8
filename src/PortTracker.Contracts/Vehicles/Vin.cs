using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Vehicles;

/// <summary>
/// The rule for vehicle identification numbers: 17 characters of A–Z and 0–9 without I, O and Q; the check digit at
/// position 9 is mandatory for makers in China (L) and North America (1–5) and not used by others.
/// Source: ISO 3779, and for the check digit 49 CFR 565.15.
/// </summary>
public static class Vin
{
    /// <summary>The end of every anonymised VIN, and of no other.</summary>
    public const string AnonymousEnd = "*";

    private const char Hidden = '*';

    private static ReadOnlySpan<byte> Weights => [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>The VIN as it is stored and compared: without blanks, in capitals.</summary>
    public static string Normalise(string vin) => vin.Trim().ToUpperInvariant();

    /// <summary>Whether the text, once normalised, is a VIN; if not, what to do about it.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var vin = Normalise(text ?? "");
        if (vin.Length != 17)
        {
            error = $"A VIN has 17 characters, this has {vin.Length}: read it again from the frame or the papers.";
            return false;
        }

        var sum = 0;
        for (var i = 0; i < vin.Length; i++)
        {
            var value = ValueOf(vin[i]);
            if (value < 0)
            {
                error = $"A VIN has only digits and letters without I, O and Q; character {i + 1} is '{vin[i]}'.";
                return false;
            }

            sum += value * Weights[i];
        }

        var expected = (sum % 11) is 10 ? 'X' : (char)('0' + sum % 11);
        if (vin[0] is 'L' or (>= '1' and <= '5') && vin[8] != expected)
        {
            error =
                $"The check digit (position 9) is '{vin[8]}' but the other characters call for '{expected}': one of them was misread.";
            return false;
        }

        error = null;
        return true;
    }

    /// <summary>A VIN after the retention period: the first three characters, which are the maker, and stars for the rest.</summary>
    /// <param name="vin">A VIN as it is stored.</param>
    public static string Anonymise(string vin) => vin[..3] + new string(Hidden, vin.Length - 3);

    /// <summary>Whether both are the same VIN, as far as that is still known.</summary>
    public static bool AreSame(string? one, string? other) =>
        one == other
        || (
            one is not null
            && other is not null
            && (one.EndsWith(Hidden) || other.EndsWith(Hidden))
            && Anonymise(one) == Anonymise(other)
        );

    /// <summary>The check digit that the other 16 characters call for: '0'–'9' or 'X'.</summary>
    /// <param name="vin">17 valid VIN characters; position 9 is ignored.</param>
    public static char CheckDigit(ReadOnlySpan<char> vin)
    {
        var sum = 0;
        for (var i = 0; i < vin.Length; i++)
        {
            sum += i is 8 ? 0 : ValueOf(vin[i]) * Weights[i];
        }

        return (sum % 11) is 10 ? 'X' : (char)('0' + sum % 11);
    }

    private static int ValueOf(char c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'A' and <= 'H' => c - 'A' + 1,
            >= 'J' and <= 'N' => c - 'J' + 1,
            'P' => 7,
            'R' => 9,
            >= 'S' and <= 'Z' => c - 'S' + 2,
            _ => -1,
        };
}
