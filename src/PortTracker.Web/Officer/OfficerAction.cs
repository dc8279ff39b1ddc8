using PortTracker.Contracts;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Officer;

/// <summary>What has to be written before something is done.</summary>
internal enum Asks
{
    Nothing,
    Reason,
    Findings,
}

/// <summary>Something that an officer does with vehicles.</summary>
/// <param name="Key">The key that does it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Done">What is said when it was done; the number takes the place of {0}.</param>
/// <param name="Service">The service whose officers may.</param>
/// <param name="Stages">Where a vehicle must stand for it; the first is where it comes first to mind.</param>
/// <param name="DoAsync">Does it, with what was written.</param>
internal sealed record OfficerAction(
    string Key,
    string Name,
    string Done,
    string Service,
    IReadOnlyList<Stage> Stages,
    Func<OfficerClient, string, IReadOnlyList<DeskMovement>, Written, Task> DoAsync
)
{
    public Asks Asks { get; init; }

    /// <summary>Whether it cannot be taken back.</summary>
    public bool IsGrave { get; init; }

    public static IReadOnlyList<OfficerAction> All =>
        [
            new(
                "a",
                OfficerText.Arrive,
                OfficerText.ArriveDone,
                ServiceNames.Entry,
                [Stage.PreRegistered],
                (client, port, movements, _) => client.ArriveAsync(port, movements)
            ),
            new(
                "p",
                OfficerText.Approve,
                OfficerText.ApproveDone,
                ServiceNames.Inspection,
                [Stage.DocumentaryControl],
                (client, _, movements, _) => client.ApproveDocumentsAsync(movements)
            ),
            new(
                "s",
                OfficerText.Start,
                OfficerText.StartDone,
                ServiceNames.Inspection,
                [Stage.AwaitingInspection],
                (client, _, movements, _) => client.StartInspectionAsync(movements)
            ),
            new(
                "e",
                OfficerText.Complete,
                OfficerText.CompleteDone,
                ServiceNames.Inspection,
                [Stage.UnderInspection],
                (client, _, movements, written) => client.CompleteInspectionAsync(movements, written.Findings)
            )
            {
                Asks = Asks.Findings,
            },
            Clearing("g", OfficerText.Grant, OfficerText.GrantDone, "grants", Stage.AwaitingClearance),
            Clearing("r", OfficerText.Resume, OfficerText.ResumeDone, "resumptions", Stage.Held),
            Clearing("d", OfficerText.Depart, OfficerText.DepartDone, "departures", Stage.Cleared),
            Reasoned(
                "h",
                OfficerText.Hold,
                OfficerText.HoldDone,
                "holds",
                Stage.AwaitingClearance,
                Stage.Cleared,
                Stage.Arrived,
                Stage.DocumentaryControl,
                Stage.AwaitingInspection,
                Stage.UnderInspection
            ),
            Reasoned(
                "x",
                OfficerText.Refuse,
                OfficerText.RefuseDone,
                "refusals",
                Stage.AwaitingClearance,
                Stage.Held
            ) with
            {
                IsGrave = true,
            },
            new(
                "w",
                OfficerText.NoShow,
                OfficerText.NoShowDone,
                ServiceNames.Entry,
                [Stage.PreRegistered],
                (client, _, movements, written) => client.RecordNoShowAsync(movements, written.Reason)
            )
            {
                Asks = Asks.Reason,
                IsGrave = true,
            },
        ];

    public bool IsFor(DeskMovement movement) => Stages.Contains(movement.Stage);

    public bool MayBeDoneBy(Me me) =>
        me.Roles.Contains(Roles.Supervisor)
        || (me.Roles.Contains(Roles.Officer) && me.Stages.Contains(Service, StringComparer.Ordinal));

    private static OfficerAction Clearing(string key, string name, string done, string route, Stage stage) =>
        new(
            key,
            name,
            done,
            ServiceNames.Clearance,
            [stage],
            (client, _, movements, _) => client.ClearAsync(route, movements)
        );

    private static OfficerAction Reasoned(
        string key,
        string name,
        string done,
        string route,
        params IReadOnlyList<Stage> stages
    ) =>
        new(
            key,
            name,
            done,
            ServiceNames.Clearance,
            stages,
            (client, _, movements, written) => client.ClearAsync(route, movements, written.Reason)
        )
        {
            Asks = Asks.Reason,
        };
}

/// <summary>What an officer has written for an action. It stays until it was taken.</summary>
internal sealed class Written
{
    private readonly List<Finding> added = [];

    public string Reason { get; set; } = "";

    /// <summary>Code of a finding; empty for none.</summary>
    public string Code { get; set; } = "";

    public Severity Severity { get; set; } = Severity.Major;

    public string Note { get; set; } = "";

    /// <summary>What is to be corrected before it is sent, and where; null if nothing.</summary>
    public (string Field, string Why)? WhyNot(Asks asks) =>
        asks switch
        {
            Asks.Reason when string.IsNullOrWhiteSpace(Reason) => (nameof(Reason), OfficerText.ReasonMissing),
            // A scan that went into the wrong field.
            Asks.Reason when Vin.IsValid(Reason, out _) || Reason.All(char.IsAsciiDigit) => (
                nameof(Reason),
                OfficerText.ReasonScanned
            ),
            Asks.Findings when string.IsNullOrWhiteSpace(Code) && !string.IsNullOrWhiteSpace(Note) => (
                nameof(Code),
                OfficerText.CodeMissing
            ),
            _ => null,
        };

    /// <summary>The findings that are written already.</summary>
    public IReadOnlyList<Finding> Added => added;

    /// <summary>The findings that were added, and the one that is being written.</summary>
    public IReadOnlyList<Finding> Findings => Current is { } current ? [.. added, current] : added;

    /// <summary>The one that is being written is written; another can be.</summary>
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
