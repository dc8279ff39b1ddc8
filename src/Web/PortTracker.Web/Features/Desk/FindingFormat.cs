using PortTracker.Contracts.Events;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Desk;

/// <summary>Formats the findings of an inspection.</summary>
internal static class FindingFormat
{
    /// <summary>The codes that inspectors commonly use; any other code is accepted too.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    ["VIN-MISMATCH", "DOCUMENT-MISSING", "DAMAGE", "UNDECLARED-GOODS", "WRONG-MODEL", "SEAL-BROKEN"];

    public static string Name(Severity severity) =>
        severity switch
        {
            Severity.Minor => DeskText.SeverityMinor,
            Severity.Major => DeskText.SeverityMajor,
            Severity.Critical => DeskText.SeverityCritical,
            _ => severity.ToString(),
        };

    public static string Text(Finding finding) =>
        finding.Note is { } note
            ? DisplayFormat.Fill(DeskText.HistoryFindingNote, finding.Code, Name(finding.Severity), note)
            : DisplayFormat.Fill(DeskText.HistoryFinding, finding.Code, Name(finding.Severity));
}
