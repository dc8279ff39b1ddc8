using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts;

/// <summary>A rule on a text field of a request, with its own message.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class TextRuleAttribute : ValidationAttribute
{
    /// <summary>Whether the text follows the rule; if not, what to do about it.</summary>
    protected abstract bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error);

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        IsValid(value as string, out var error)
            ? ValidationResult.Success
            : new ValidationResult(error, validationContext.MemberName is { } member ? [member] : null);
}

/// <summary>See <see cref="Vin"/>.</summary>
public sealed class VinAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        Vin.IsValid(text, out error);
}

/// <summary>See <see cref="Uscc"/>.</summary>
public sealed class UsccAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        Uscc.IsValid(text, out error);
}

/// <summary>See <see cref="DeclarationNumber"/>.</summary>
public sealed class DeclarationNumberAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        DeclarationNumber.IsValid(text, out error);
}

/// <summary>See <see cref="HsCode"/>.</summary>
public sealed class HsCodeAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        HsCode.IsValid(text, out error);
}

/// <summary>See <see cref="Contracts.Destination"/>.</summary>
public sealed class DestinationAttribute : TextRuleAttribute
{
    /// <inheritdoc />
    protected override bool IsValid([NotNullWhen(true)] string? text, [NotNullWhen(false)] out string? error) =>
        Destination.IsValid(text, out error);
}

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

/// <summary>A text that a person must give: not blank, not longer than stated.</summary>
/// <param name="maxLength">The longest text taken, in characters.</param>
public sealed class GivenAttribute(int maxLength) : TextRuleAttribute
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

/// <summary>How many things a request may name at once, none of them null.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BatchAttribute : ValidationAttribute
{
    /// <summary>The fewest.</summary>
    public int Min { get; init; } = 1;

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var error = value switch
        {
            System.Collections.ICollection items when items.Count < Min => $"Name at least {Min}.",
            System.Collections.ICollection { Count: > Limits.Batch } items =>
                $"At most {Limits.Batch} at once; this has {items.Count}: send them in parts.",
            System.Collections.ICollection items when items.Cast<object?>().Contains(null) => "One of them is null.",
            _ => null,
        };
        return error is null
            ? ValidationResult.Success
            : new ValidationResult(error, validationContext.MemberName is { } member ? [member] : null);
    }
}
