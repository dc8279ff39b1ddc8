using System.ComponentModel.DataAnnotations;

namespace PortTracker.Contracts.Api;

/// <summary>How many things a request may name at once, none of them null.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemCountAttribute : ValidationAttribute
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
