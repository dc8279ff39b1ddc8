using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Vehicles;

/// <summary>
/// The rule for export declaration numbers: 18 digits, being customs code (4), year (4), direction (1: 0 export, 1 import)
/// and serial (9). An export lane takes direction 0 only. Source: numbering of China Customs' declarations.
/// </summary>
public static class DeclarationNumber
{
    /// <summary>The number as it is stored and compared: without blanks.</summary>
    public static string Normalise(string number) => number.Trim();

    /// <summary>Whether the text is the number of an export declaration; if not, what to do about it.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var number = Normalise(text ?? "");
        error = number switch
        {
            { Length: not 18 } => $"A declaration number has 18 digits, this has {number.Length} characters.",
            _ when number.AsSpan().ContainsAnyExceptInRange('0', '9') => "A declaration number has digits only.",
            _ when number[8] is '1' =>
                "This is an import declaration (ninth digit 1): the port's lanes take export declarations (0) only.",
            _ when number[8] is not '0' => "The ninth digit of an export declaration is 0.",
            _ when number[4..6] is not ("19" or "20" or "21") =>
                "Digits five to eight of a declaration number are its year.",
            _ => null,
        };
        return error is null;
    }
}
