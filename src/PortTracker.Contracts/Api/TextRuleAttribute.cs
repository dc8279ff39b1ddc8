using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace PortTracker.Contracts.Api;

/// <summary>A rule on a text field of a request, with its own message.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class TextRuleAttribute : ValidationAttribute
{
    /// <summary>Whether the text follows the rule; if not, what to do about it.</summary>
    protected abstract bool IsValid(string? text, [NotNullWhen(false)] out string? error);

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        IsValid(value as string, out var error)
            ? ValidationResult.Success
            : new ValidationResult(error, validationContext.MemberName is { } member ? [member] : null);
}
