using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;

namespace PortTracker.Web.Features.Desk;

/// <summary>An action of an officer on vehicles.</summary>
/// <param name="Key">The key that takes the action.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Done">The message afterwards; {0} is the number of vehicles.</param>
/// <param name="Service">The service whose officers may take it.</param>
/// <param name="Stages">The stages that allow it; the first is its usual stage.</param>
/// <param name="DoAsync">Calls the API, with the officer's input.</param>
internal sealed record OfficerAction(
    string Key,
    string Name,
    string Done,
    string Service,
    IReadOnlyList<Stage> Stages,
    Func<DeskClient, string, IReadOnlyList<DeskMovement>, ActionInput, Task> DoAsync
)
{
    public RequiredInput Requires { get; init; }

    /// <summary>Whether it cannot be undone.</summary>
    public bool IsIrreversible { get; init; }

    public static IReadOnlyList<OfficerAction> All =>
        [
            new(
                "a",
                DeskText.Arrive,
                DeskText.ArriveDone,
                ServiceNames.Entry,
                [Stage.PreRegistered],
                (client, port, movements, _) => client.ArriveAsync(port, movements)
            ),
            new(
                "p",
                DeskText.Approve,
                DeskText.ApproveDone,
                ServiceNames.Inspection,
                [Stage.DocumentaryControl],
                (client, _, movements, _) => client.ApproveDocumentsAsync(movements)
            ),
            new(
                "s",
                DeskText.Start,
                DeskText.StartDone,
                ServiceNames.Inspection,
                [Stage.AwaitingInspection],
                (client, _, movements, _) => client.StartInspectionAsync(movements)
            ),
            new(
                "e",
                DeskText.Complete,
                DeskText.CompleteDone,
                ServiceNames.Inspection,
                [Stage.UnderInspection],
                (client, _, movements, written) => client.CompleteInspectionAsync(movements, written.Findings)
            )
            {
                Requires = RequiredInput.Findings,
            },
            Clearing("g", DeskText.Grant, DeskText.GrantDone, "grants", Stage.AwaitingClearance),
            Clearing("r", DeskText.Resume, DeskText.ResumeDone, "resumptions", Stage.Held),
            Clearing("d", DeskText.Depart, DeskText.DepartDone, "departures", Stage.Cleared),
            Reasoned(
                "h",
                DeskText.Hold,
                DeskText.HoldDone,
                "holds",
                Stage.AwaitingClearance,
                Stage.Cleared,
                Stage.Arrived,
                Stage.DocumentaryControl,
                Stage.AwaitingInspection,
                Stage.UnderInspection
            ),
            Reasoned("x", DeskText.Refuse, DeskText.RefuseDone, "refusals", Stage.AwaitingClearance, Stage.Held) with
            {
                IsIrreversible = true,
            },
            new(
                "w",
                DeskText.NoShow,
                DeskText.NoShowDone,
                ServiceNames.Entry,
                [Stage.PreRegistered],
                (client, _, movements, written) => client.RecordNoShowAsync(movements, written.Reason)
            )
            {
                Requires = RequiredInput.Reason,
                IsIrreversible = true,
            },
        ];

    public bool IsFor(DeskMovement movement) => Stages.Contains(movement.Stage);

    public bool MayBeDoneBy(CurrentUser me) =>
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
            Requires = RequiredInput.Reason,
        };
}
