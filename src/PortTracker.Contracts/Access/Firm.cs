using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary>A logistics firm: <c>GET /api/access/firms</c>; <c>POST</c> adds or renames one.</summary>
public sealed record Firm : IReasoned, IValidatableObject
{
    /// <summary>Its unified social credit code.</summary>
    [NotBlank(18)]
    public required string Uscc { get; init; }

    /// <summary>Its name.</summary>
    [NotBlank(200)]
    public required string Name { get; init; }

    /// <summary>
    /// Why it is admitted although the check character of its code is wrong: some codes from before 2016 are real like that. Null for any
    /// other firm.
    /// </summary>
    [PlainText(Limits.Reason)]
    public string? AdmittedBecause { get; init; }

    string? IReasoned.Reason => AdmittedBecause;

    /// <summary>Whether the code is one, or may be admitted as one.</summary>
    /// <param name="validationContext">Not used.</param>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Vehicles.Uscc.IsWellFormed(Uscc, out var error))
        {
            yield return new ValidationResult(error, [nameof(Uscc)]);
        }
        else if (string.IsNullOrWhiteSpace(AdmittedBecause) && !Vehicles.Uscc.IsValid(Uscc, out _))
        {
            yield return new ValidationResult(
                "The last character of the USCC does not fit the other 17: one of them was mistyped. If the firm's licence shows it like this, say why you admit the firm (admittedBecause).",
                [nameof(Uscc)]
            );
        }
    }
}
