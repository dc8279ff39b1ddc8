using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Vehicles;

/// <summary>Number plates, of vehicles and of carriers: how they are stored, and how the public may see them.</summary>
public static class Plate
{
    /// <summary>The longest plate that is taken, in characters.</summary>
    public const int MaxLength = 16;

    // What people write for a vehicle without a plate. As plates, they would make one carrier of strangers.
    private static readonly FrozenSet<string> Placeholders = FrozenSet.Create(
        StringComparer.Ordinal,
        "无",
        "無",
        "暂无",
        "没有",
        "无牌",
        "无车牌",
        "无号牌",
        "未上牌",
        "未挂牌",
        "N/A",
        "NA",
        "NONE",
        "NIL",
        "NULL",
        CodeText.WithLatinLetters("НЕТ"),
        CodeText.WithLatinLetters("ЖОҚ")
    );

    /// <summary>
    /// The plate as it is stored and compared: folded, without hyphens and dots, with Latin letters for Cyrillic ones that look the
    /// same; null if nothing is left, or only a word for "none".
    /// </summary>
    public static string? Normalise(string? plate)
    {
        var folded = CodeText.WithLatinLetters(CodeText.FoldUnpunctuated(plate));
        return folded.Any(char.IsLetterOrDigit) && !Placeholders.Contains(folded) ? folded : null;
    }

    /// <summary>Whether the text can be a plate, or stands for none; if not, what to do about it.</summary>
    public static bool IsValid(string? text, [NotNullWhen(false)] out string? error)
    {
        error = Normalise(text) switch
        {
            { Length: > MaxLength and var length } =>
                $"A plate has at most {MaxLength} characters; this has {length}. Leave the field empty if there is none yet.",
            { } plate when PlainText.FindUnreadable(plate) is { } unreadable => unreadable,
            _ => null,
        };
        return error is null;
    }

    /// <summary>
    /// What a public board shows of a vehicle: the plate's first two and last two characters, or the VIN's last four where
    /// there is no plate yet. Enough for its driver, too little for anyone else.
    /// </summary>
    public static string Mask(string? plate, string vin)
    {
        // A letter beyond the basic plane has two chars, of which neither may stand alone.
        var letters = new StringInfo(plate ?? "");
        return letters.LengthInTextElements is > 4 and var length
            ? $"{letters.SubstringByTextElements(0, 2)}{new string('•', length - 4)}{letters.SubstringByTextElements(length - 2)}"
            : $"•••{vin[^4..]}";
    }
}
