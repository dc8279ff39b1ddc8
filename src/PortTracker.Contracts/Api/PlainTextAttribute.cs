using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Api;

/// <summary>A text that a person may leave out. See <see cref="PlainText"/>.</summary>
/// <param name="maxLength">The longest text taken, in characters.</param>
public sealed class PlainTextAttribute(int maxLength) : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid(string? text, [NotNullWhen(false)] out string? error)
    {
        error =
            text?.Length > maxLength ? $"At most {maxLength} characters; this has {text.Length}."
            : text is null ? null
            : PlainText.FindUnreadable(text);
        return error is null;
    }
}
