using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PortTracker.Contracts.Api;

/// <summary>
/// The rule for text that people write: what everybody sees is all that it has. Control characters, invisible characters and those
/// that turn the direction of writing could make one text look like another, or hide a part of it.
/// </summary>
public static class PlainText
{
    private const int ReplacementCharacter = 0xFFFD;

    /// <summary>Whether the text may be kept; if not, what to do about it.</summary>
    public static bool IsValid(string? text, [NotNullWhen(false)] out string? error)
    {
        error = text is null ? null : FindUnreadable(text);
        return error is null;
    }

    /// <summary>Names the first character that nobody can see or read, and what to do; null if there is none.</summary>
    public static string? FindUnreadable(string text)
    {
        var place = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            place++;
            if (rune.Value is ReplacementCharacter)
            {
                return $"Character {place} was lost when the text was saved or copied. Write it again.";
            }

            if (IsUnseen(rune))
            {
                return $"Character {place} (U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}) cannot be seen. Remove it, or write the text again by hand.";
            }
        }

        return null;
    }

    /// <summary>The text in one line: line breaks and tabs become blanks, characters that nobody can see are dropped, the ends are trimmed.</summary>
    public static string InOneLine(string text) =>
        text.Any(c => c < ' ' || c > '~') ? string.Concat(text.EnumerateRunes().Select(Seen)).Trim() : text.Trim();

    private static string Seen(Rune rune) =>
        rune.Value is '\n' or '\t' || Rune.IsWhiteSpace(rune) ? " "
        : IsUnseen(rune) ? ""
        : rune.ToString();

    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
