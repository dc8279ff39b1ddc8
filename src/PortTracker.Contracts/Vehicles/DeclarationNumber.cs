using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Vehicles;

/// <summary>
/// The rule for export declaration numbers: 18 digits, being customs code (4), year (4), direction (1: 0 export, 1 import)
/// and serial (9). An export lane takes direction 0 only. Source: numbering of China Customs' declarations.
/// </summary>
public static class DeclarationNumber
{
    // Spreadsheets keep so many digits of a number.
    private const int SpreadsheetDigits = 15;

    /// <summary>The number as it is stored and compared: folded, without hyphens.</summary>
    public static string Normalise(string number) => CodeText.Fold(number).Replace("-", "", StringComparison.Ordinal);

    /// <summary>Whether the text is the number of an export declaration; if not, what to do about it.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var number = Normalise(text ?? "");
        error = number switch
        {
            _ when IsSpreadsheetNumber(number) =>
                $"A spreadsheet made {number} of the number, and lost its last digits. Format the column as text, write the 18 digits again, and save the file again.",
            _ when CodeText.FindCyrillic(number) is { } cyrillic => cyrillic,
            { Length: not 18 } => $"A declaration number has 18 digits, this has {number.Length} characters.",
            _ when number.AsSpan().ContainsAnyExceptInRange('0', '9') => "A declaration number has digits only.",
            _ when number[8] is '1' =>
                "This is an import declaration (ninth digit 1): the port's lanes take export declarations (0) only.",
            _ when number[8] is not '0' => "The ninth digit of an export declaration is 0.",
            _ when number[4..6] is not ("19" or "20" or "21") =>
                "Digits five to eight of a declaration number are its year.",
            _ when !number.AsSpan(9).ContainsAnyExcept('0') =>
                "The serial of this declaration (the last nine digits) is 0, which no declaration has. Copy the number from the papers.",
            _ => null,
        };
        return error is null;
    }

    /// <summary>
    /// Whether a spreadsheet may have rounded it: the last three digits are then 0, as are those of one true number in a thousand.
    /// </summary>
    public static bool MayBeRounded(string number) => number.EndsWith("000", StringComparison.Ordinal);

    // What becomes of 18 digits in a column of numbers: 9.4042E+17, or 940420260000000001.00.
    private static bool IsSpreadsheetNumber(ReadOnlySpan<char> number) =>
        number.Length > 0
        && char.IsAsciiDigit(number[0])
        && !number.ContainsAnyExcept("0123456789.,E+")
        && (number.Contains('E') || number.IndexOfAny('.', ',') >= SpreadsheetDigits);
}
