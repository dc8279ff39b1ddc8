using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Access;

/// <summary>What a user may do.</summary>
public record UserRights : IValidatableObject
{
    /// <summary>Name for people, such as <c>Li Wei</c>.</summary>
    [NotBlank(100)]
    public required string DisplayName { get; init; }

    /// <summary>Roles, as of <see cref="Access.Roles"/>; at least one. Operator goes with no other.</summary>
    [MinLength(1, ErrorMessage = "Choose at least one role."), MaxLength(6)]
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Codes of the ports where an officer or supervisor may act; <c>*</c> for all.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Stages at which an officer may act: entry, inspection, clearance.</summary>
    [MaxLength(3)]
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>USCC of the firm, for an operator.</summary>
    [MaxLength(18)]
    public string? Firm { get; init; }

    /// <summary>What goes together, and what does not.</summary>
    /// <param name="validationContext">Not used.</param>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Roles.FirstOrDefault(role => !Access.Roles.All.Contains(role, StringComparer.Ordinal)) is { } role)
        {
            yield return new ValidationResult(
                $"There is no role '{role}'; there is {string.Join(", ", Access.Roles.All)}.",
                [nameof(Roles)]
            );
        }

        if (Stages.FirstOrDefault(stage => !ServiceNames.Sources.Contains(stage, StringComparer.Ordinal)) is { } stage)
        {
            yield return new ValidationResult(
                $"There is no stage '{stage}'; there is {string.Join(", ", ServiceNames.Sources)}.",
                [nameof(Stages)]
            );
        }

        var isOperator = Roles.Contains(Access.Roles.Operator, StringComparer.Ordinal);
        if (isOperator && Roles.Count > 1)
        {
            yield return new ValidationResult("A firm's user has no other role than operator.", [nameof(Roles)]);
        }

        if (isOperator != Firm is not null)
        {
            yield return new ValidationResult(
                "An operator belongs to a firm, and nobody else does: give its USCC for that role only.",
                [nameof(Firm)]
            );
        }

        if (Firm is not null && !Uscc.IsValid(Firm, out var error))
        {
            yield return new ValidationResult(error, [nameof(Firm)]);
        }

        var isOfficer = Roles.Contains(Access.Roles.Officer, StringComparer.Ordinal);
        if (isOfficer && Stages.Count is 0)
        {
            yield return new ValidationResult("Say at which stages the officer may act.", [nameof(Stages)]);
        }

        if ((isOfficer || Roles.Contains(Access.Roles.Supervisor, StringComparer.Ordinal)) && Ports.Count is 0)
        {
            yield return new ValidationResult("Say at which ports the officer may act; * for all.", [nameof(Ports)]);
        }
    }
}
