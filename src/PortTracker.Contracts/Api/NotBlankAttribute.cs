using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Api;

/// <summary>A text that a person must give: not blank, not longer than stated.</summary>
/// <param name="maxLength">The longest text taken, in characters.</param>
public sealed class NotBlankAttribute(int maxLength) : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        error =
            string.IsNullOrWhiteSpace(text) ? "This must be given."
            : text.Length > maxLength ? $"At most {maxLength} characters; this has {text.Length}."
            : text.AsSpan().ContainsAnyInRange('\0', '\x1f') ? "Control characters are not taken."
            : null;
        return error is null;
    }
}
