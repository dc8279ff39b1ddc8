using System.Buffers;
using System.Globalization;
using System.Text;

namespace PortTracker.Contracts.Vehicles;

/// <summary>
/// How codes, plates and enumerations are read, whether a keyboard, a spreadsheet or a scanner wrote them. Input, searches and filters
/// all fold in this way, so that a vehicle is found as it was entered.
/// </summary>
public static class CodeText
{
    private const string CyrillicLetters = "АВЕКМНОРСТУХІЅЈ";
    private const string LatinLetters = "ABEKMHOPCTYXISJ";
    private const string Dots = "·•‧∙⋅・。●";
    private const char Minus = '−';

    private static readonly SearchValues<char> Folded = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>
    /// The text in capitals and in compatibility form (NFKC: full-width characters become ordinary ones), without blanks, control and
    /// invisible characters, and without what bar codes have around it; every dash is a hyphen and every dot a full stop.
    /// </summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text) || !text.AsSpan().ContainsAnyExcept(Folded))
        {
            return text ?? "";
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in Compatible(text))
        {
            if (!IsDropped(c))
            {
                folded.Append(
                    char.IsAscii(c) ? char.ToUpperInvariant(c)
                    : IsDash(c) ? '-'
                    : Dots.Contains(c, StringComparison.Ordinal) ? '.'
                    : char.ToUpperInvariant(c)
                );
            }
        }

        return Unframed(folded.ToString());
    }

    /// <summary>The folded text without hyphens and full stops, for codes in which they have no meaning.</summary>
    public static string FoldUnpunctuated(string? text)
    {
        var folded = Fold(text);
        return folded.AsSpan().ContainsAny('-', '.')
            ? folded.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)
            : folded;
    }

    /// <summary>Cyrillic capitals replaced by the Latin ones that look the same.</summary>
    public static string WithLatinLetters(string folded) =>
        folded.AsSpan().ContainsAny(CyrillicLetters)
            ? string.Concat(
                folded.Select(c =>
                    CyrillicLetters.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? LatinLetters[i] : c
                )
            )
            : folded;

    /// <summary>Names the first Cyrillic letter that looks like a Latin one, and what to do; null if there is none.</summary>
    /// <param name="folded">A folded text.</param>
    public static string? FindCyrillic(string folded) =>
        folded.AsSpan().IndexOfAny(CyrillicLetters) is >= 0 and var at
            ? $"Character {at + 1} is the Cyrillic letter {folded[at]}. Type the Latin letter {WithLatinLetters(folded)[at]} instead."
            : null;

    /// <summary>The content of a bar code without its symbology's identifier (AIM, such as <c>]A0</c>) and without stars at its ends.</summary>
    private static string Unframed(string code)
    {
        var content = code is [']', _, _, ..] ? code[3..] : code;
        return content is ['*', _, .., '*'] ? content[1..^1] : content;
    }

    private static string Compatible(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // Runes leave no half of a surrogate pair, which cannot be normalised. Browsers have no compatibility form, only the widths.
        return OperatingSystem.IsBrowser()
            ? string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c))
            : string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC);
    }

    private static bool IsDropped(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;

    private static bool IsDash(char c) => c is Minus || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation;
}
