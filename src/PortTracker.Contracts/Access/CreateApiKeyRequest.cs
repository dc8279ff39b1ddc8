using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/keys</c>: makes an API key for a firm's own systems. Answers 201 with the key, once.</summary>
public sealed record CreateApiKeyRequest : IValidatableObject
{
    /// <summary>USCC of the firm.</summary>
    [Uscc]
    public required string Firm { get; init; }

    /// <summary>What it is for, such as <c>dispatch system</c>.</summary>
    [NotBlank(100)]
    public required string Name { get; init; }

    /// <summary>What it may do, as of <see cref="Access.Scopes"/>; at least one.</summary>
    [MinLength(1, ErrorMessage = "Say what the key may do."), MaxLength(2)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>For how many days it holds, 1 to 730.</summary>
    [Range(1, 730, ErrorMessage = "Give a number of days, 1 to 730.")]
    public required int Days { get; init; }

    /// <summary>What goes together, and what does not.</summary>
    /// <param name="validationContext">Not used.</param>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scopes.FirstOrDefault(scope => !Access.Scopes.All.Contains(scope, StringComparer.Ordinal)) is { } scope)
        {
            yield return new ValidationResult(
                $"There is no scope '{scope}'; there is {string.Join(", ", Access.Scopes.All)}.",
                [nameof(Scopes)]
            );
        }
    }
}
