using System.Diagnostics.CodeAnalysis;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary>The name of an account. A rule of its own, as a regular expression would be sent to every browser with all that reads such.</summary>
public sealed class UserNameAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        error = (text ?? "").All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '@')
            ? null
            : "Letters, digits and - . _ @ only.";
        return error is null;
    }
}
