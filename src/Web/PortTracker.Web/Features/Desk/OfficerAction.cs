using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Clearance;
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
    Func<PortTrackerClient, string, IReadOnlyList<DeskMovement>, ActionInput, Task> DoAsync
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
                (client, port, movements, _) => client.Entry.ArriveAsync(DeskRequests.Arrivals(port, movements))
            ),
            new(
                "p",
                DeskText.Approve,
                DeskText.ApproveDone,
                ServiceNames.Inspection,
                [Stage.DocumentaryControl],
                (client, _, movements, _) => client.Inspection.ApproveDocumentsAsync(DeskRequests.Movements(movements))
            ),
            new(
                "s",
                DeskText.Start,
                DeskText.StartDone,
                ServiceNames.Inspection,
                [Stage.AwaitingInspection],
                (client, _, movements, _) => client.Inspection.StartInspectionsAsync(DeskRequests.Movements(movements))
            ),
            new(
                "e",
                DeskText.Complete,
                DeskText.CompleteDone,
                ServiceNames.Inspection,
                [Stage.UnderInspection],
                (client, _, movements, written) =>
                    client.Inspection.CompleteInspectionsAsync(DeskRequests.Completions(movements, written.Findings))
            )
            {
                Requires = RequiredInput.Findings,
            },
            Clearing(
                "g",
                DeskText.Grant,
                DeskText.GrantDone,
                Stage.AwaitingClearance,
                (clearance, request) => clearance.GrantAsync(request)
            ),
            Clearing(
                "r",
                DeskText.Resume,
                DeskText.ResumeDone,
                Stage.Held,
                (clearance, request) => clearance.ResumeAsync(request)
            ),
            Clearing(
                "d",
                DeskText.Depart,
                DeskText.DepartDone,
                Stage.Cleared,
                (clearance, request) => clearance.DepartAsync(request)
            ),
            Reasoned(
                "h",
                DeskText.Hold,
                DeskText.HoldDone,
                (clearance, request) => clearance.HoldAsync(request),
                Stage.AwaitingClearance,
                Stage.Cleared,
                Stage.Arrived,
                Stage.DocumentaryControl,
                Stage.AwaitingInspection,
                Stage.UnderInspection
            ),
            Reasoned(
                "x",
                DeskText.Refuse,
                DeskText.RefuseDone,
                (clearance, request) => clearance.RefuseAsync(request),
                Stage.AwaitingClearance,
                Stage.Held
            ) with
            {
                IsIrreversible = true,
            },
            new(
                "w",
                DeskText.NoShow,
                DeskText.NoShowDone,
                ServiceNames.Entry,
                [Stage.PreRegistered],
                (client, _, movements, written) =>
                    client.Entry.RecordNoShowsAsync(DeskRequests.NoShows(movements, written.Reason))
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

    private static OfficerAction Clearing(
        string key,
        string name,
        string done,
        Stage stage,
        Func<ClearanceApi, ClearanceRequest, Task> doAsync
    ) =>
        new(
            key,
            name,
            done,
            ServiceNames.Clearance,
            [stage],
            (client, _, movements, _) => doAsync(client.Clearance, DeskRequests.Clearances(movements))
        );

    private static OfficerAction Reasoned(
        string key,
        string name,
        string done,
        Func<ClearanceApi, ReasonedClearanceRequest, Task> doAsync,
        params IReadOnlyList<Stage> stages
    ) =>
        new(
            key,
            name,
            done,
            ServiceNames.Clearance,
            stages,
            (client, _, movements, written) =>
                doAsync(client.Clearance, DeskRequests.Clearances(movements, written.Reason))
        )
        {
            Requires = RequiredInput.Reason,
        };
}
