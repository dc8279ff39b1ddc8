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

    private const int Length = 17;
    private const char Hidden = '*';

    private static ReadOnlySpan<byte> Weights => [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>
    /// The VIN as it is stored and compared: folded, without hyphens, and without the letter I that bar codes of imported vehicles have
    /// before it.
    /// </summary>
    public static string Normalise(string vin)
    {
        var read = CodeText.FoldUnpunctuated(vin);
        return read is ['I', ..] && read.Length is Length + 1 ? read[1..] : read;
    }

    /// <summary>Whether the text, once normalised, is a VIN; if not, what to do about it.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var vin = Normalise(text ?? "");
        if (CodeText.FindCyrillic(vin) is { } cyrillic)
        {
            error = cyrillic;
            return false;
        }

        if (vin.Length != Length)
        {
            error =
                $"A VIN has {Length} characters, this has {vin.Length}: read it again from the frame or the papers.";
            return false;
        }

        if (!vin.AsSpan().ContainsAnyExcept(vin[0]))
        {
            error = "A VIN does not have the same character everywhere: read it again from the frame or the papers.";
            return false;
        }

        for (var i = 0; i < vin.Length; i++)
        {
            if (ValueOf(vin[i]) < 0)
            {
                error = $"A VIN has only digits and letters without I, O and Q; character {i + 1} is '{vin[i]}'.";
                return false;
            }
        }

        var expected = CheckDigit(vin);
        error =
            vin[8] != expected && HasCheckDigit(vin)
                ? $"The check digit (position 9) is '{vin[8]}' but the other characters call for '{expected}': one of them was misread."
                : null;
        return error is null;
    }

    /// <summary>What to check about a valid VIN whose maker need not use the check digit; null if it fits.</summary>
    /// <param name="vin">A valid VIN as it is stored.</param>
    public static string? FindWarning(string vin) =>
        CheckDigit(vin) is var expected && vin[8] != expected
            ? $"The check digit (position 9) of {vin} is '{vin[8]}', not '{expected}'. Makers outside China and North America may do without one; compare the VIN with the papers."
            : null;

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

    private static bool HasCheckDigit(string vin) => vin[0] is 'L' or (>= '1' and <= '5');

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
