using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Desk;

/// <summary>An officer's input for an action. It stays until the action succeeds.</summary>
internal sealed class ActionInput
{
    private readonly List<Finding> added = [];

    public string Reason { get; set; } = "";

    /// <summary>Code of a finding; empty for none.</summary>
    public string Code { get; set; } = "";

    public Severity Severity { get; set; } = Severity.Major;

    public string Note { get; set; } = "";

    /// <summary>The field to correct and why; null if the input is complete.</summary>
    public (string Field, string Why)? WhyNot(RequiredInput required) =>
        required switch
        {
            RequiredInput.Reason when string.IsNullOrWhiteSpace(Reason) => (nameof(Reason), SharedText.ReasonMissing),
            // A scan into the wrong field.
            RequiredInput.Reason when Vin.IsValid(Reason, out _) || Reason.All(char.IsAsciiDigit) => (
                nameof(Reason),
                DeskText.ReasonScanned
            ),
            RequiredInput.Findings when string.IsNullOrWhiteSpace(Code) && !string.IsNullOrWhiteSpace(Note) => (
                nameof(Code),
                DeskText.CodeMissing
            ),
            _ => null,
        };

    /// <summary>The findings added so far.</summary>
    public IReadOnlyList<Finding> Added => added;

    /// <summary>All findings, including the one in the fields.</summary>
    public IReadOnlyList<Finding> Findings => Current is { } current ? [.. added, current] : added;

    /// <summary>Adds the finding in the fields and clears them.</summary>
    public void AddFinding()
    {
        if (Current is { } current)
        {
            added.Add(current);
            (Code, Note, Severity) = ("", "", Severity.Major);
        }
    }

    private Finding? Current =>
        string.IsNullOrWhiteSpace(Code)
            ? null
            : new Finding
            {
                Code = Code.Trim().ToUpperInvariant(),
                Severity = Severity,
                Note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(),
            };
}
