using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Vehicles;

/// <summary>
/// The rule for unified social credit codes, which identify operators: 18 characters, the last one a check character.
/// Source: GB 32100-2015.
/// </summary>
public static class Uscc
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly ConcurrentDictionary<string, byte> Admitted = new(StringComparer.Ordinal);

    /// <summary>The code as it is stored and compared: folded, without hyphens.</summary>
    public static string Normalise(string uscc) => CodeText.FoldUnpunctuated(uscc);

    /// <summary>Whether the text, once normalised, is a USCC, or was admitted as one; if not, what to do about it.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        if (!IsWellFormed(text, out error))
        {
            return false;
        }

        var code = Normalise(text);
        if (CheckCharacter(code) != code[17] && !Admitted.ContainsKey(code))
        {
            error =
                "The last character of the USCC does not fit the other 17: one of them was mistyped. If the code is on the firm's licence like this, an administrator can admit the firm.";
            return false;
        }

        return true;
    }

    /// <summary>Whether the text, once normalised, looks like a USCC; its check character may be wrong.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        var code = Normalise(text ?? "");
        if (CodeText.FindCyrillic(code) is { } cyrillic)
        {
            error = cyrillic;
            return false;
        }

        error =
            text is null || code.Length != 18 || code.AsSpan().ContainsAnyExcept(Alphabet)
                ? "An operator's USCC has 18 characters: digits and capitals without I, O, S, V and Z."
                : null;
        return error is null;
    }

    /// <summary>
    /// Takes a well-formed code for valid from now on, in this process. Some codes from before 2016 are real although their check character is
    /// wrong: an administrator has admitted such a firm, for good.
    /// </summary>
    /// <param name="uscc">The code.</param>
    public static void Admit(string uscc) => Admitted.TryAdd(Normalise(uscc), 0);

    /// <summary>The 18th character that the first 17 call for.</summary>
    /// <param name="code">At least 17 characters of the USCC alphabet.</param>
    public static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var sum = 0;
        var weight = 1;
        for (var i = 0; i < 17; i++)
        {
            sum += Alphabet.IndexOf(code[i], StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }
}
