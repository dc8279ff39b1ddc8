using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Api;

/// <summary>A text that a person must give: not blank, not longer than stated.</summary>
/// <param name="maxLength">The longest text taken, in characters.</param>
public sealed class NotBlankAttribute(int maxLength) : TextRuleAttribute
{
    /// <summary>Whether it is never shown, such as a password, so that it may have any character.</summary>
    public bool IsSecret { get; set; }

    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error)
    {
        error =
            string.IsNullOrWhiteSpace(text) ? "This must be given."
            : text.Length > maxLength ? $"At most {maxLength} characters; this has {text.Length}."
            : IsSecret ? null
            : PlainText.FindUnreadable(text);
        return error is null;
    }
}
