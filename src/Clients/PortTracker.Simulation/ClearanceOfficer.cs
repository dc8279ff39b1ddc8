using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;

namespace PortTracker.Simulation;

/// <summary>Plays the clearance officers: decides, ends holds and records departures.</summary>
internal sealed class ClearanceOfficer(SimulationRun run)
{
    public Task RunAsync(CancellationToken cancellationToken) => WorkLoop.RunAsync(run, RoundAsync, cancellationToken);

    private async Task<int> RoundAsync(CancellationToken cancellationToken)
    {
        return await ActOnAsync(ClearanceQueue.Ready, DecideAsync)
            + await ActOnAsync(ClearanceQueue.BlockingFinding, RefuseForFindingsAsync)
            + await ActOnAsync(ClearanceQueue.Held, ResumeAsync)
            + await ActOnAsync(ClearanceQueue.Cleared, DepartAsync);

        Task<int> ActOnAsync(
            ClearanceQueue queue,
            Func<IReadOnlyList<ClearanceMovement>, CancellationToken, Task<int>> act
        ) => WorkLoop.ActOnAsync(run.Client.Clearance.Movements(run.Port, queue), act, cancellationToken);
    }

    private async Task<int> DecideAsync(IReadOnlyList<ClearanceMovement> movements, CancellationToken cancellationToken)
    {
        var toHold = new List<DueStep>();
        var toRefuse = new List<DueStep>();
        var toGrant = new List<DueStep>();
        foreach (var movement in movements)
        {
            if (run.Counters.Find(movement.Vin) is not { } planned)
            {
                continue;
            }

            var released = movement.ReleasedAt ?? planned.ArrivesAt;
            var held = TimeSpan.FromMilliseconds(movement.State.HeldMilliseconds);
            var (list, plannedAt) =
                planned.Hold is not null && movement.State.Holds is 0
                    ? (toHold, released + planned.Durations.Decision / 2)
                    : (planned.Refusal is null ? toGrant : toRefuse, released + held + planned.Durations.Decision);
            AddIfDue(list, planned, movement, plannedAt);
        }

        foreach (var reason in toHold.GroupBy(step => step.Planned.Hold!.Reason, StringComparer.Ordinal))
        {
            var held = await BatchSender.SendAsync(
                [.. reason],
                references => run.Client.Clearance.HoldAsync(Reasoned(references, reason.Key), cancellationToken)
            );
            run.Counters.Count(counts => counts with { Held = counts.Held + held.Count });
        }

        foreach (var reason in toRefuse.GroupBy(step => step.Planned.Refusal!, StringComparer.Ordinal))
        {
            await RefuseAsync([.. reason], reason.Key, cancellationToken);
        }

        var granted = await BatchSender.SendAsync(
            toGrant,
            references =>
                run.Client.Clearance.GrantAsync(new ClearanceRequest { Movements = references }, cancellationToken)
        );
        run.Counters.Count(counts => counts with { Cleared = counts.Cleared + granted.Count });
        return toHold.Count + toRefuse.Count + toGrant.Count;
    }

    private async Task<int> RefuseForFindingsAsync(
        IReadOnlyList<ClearanceMovement> movements,
        CancellationToken cancellationToken
    )
    {
        var due = Due(
            movements,
            (movement, planned) => (movement.ReleasedAt ?? planned.ArrivesAt) + planned.Durations.Decision
        );
        await RefuseAsync(due, "The findings of the inspection block clearance.", cancellationToken);
        return due.Count;
    }

    private async Task RefuseAsync(List<DueStep> steps, string reason, CancellationToken cancellationToken)
    {
        var refused = await BatchSender.SendAsync(
            steps,
            references => run.Client.Clearance.RefuseAsync(Reasoned(references, reason), cancellationToken)
        );
        run.Counters.End(
            refused.Select(step => step.Planned),
            (counts, ended) => counts with { Refused = counts.Refused + ended }
        );
    }

    private async Task<int> ResumeAsync(IReadOnlyList<ClearanceMovement> movements, CancellationToken cancellationToken)
    {
        // Only holds of the plan: someone else's hold is theirs to end.
        var ours = movements.Where(movement => run.Counters.Find(movement.Vin)?.Hold is not null);
        var due = Due(
            ours,
            (movement, planned) => (movement.State.HeldSince ?? planned.ArrivesAt) + planned.Hold!.Duration
        );
        await BatchSender.SendAsync(
            due,
            references =>
                run.Client.Clearance.ResumeAsync(new ClearanceRequest { Movements = references }, cancellationToken)
        );
        return due.Count;
    }

    private async Task<int> DepartAsync(IReadOnlyList<ClearanceMovement> movements, CancellationToken cancellationToken)
    {
        var due = Due(
            movements,
            (movement, planned) => (movement.State.GrantedAt ?? planned.ArrivesAt) + planned.Durations.GateOut
        );
        var departed = await BatchSender.SendAsync(
            due,
            references =>
                run.Client.Clearance.DepartAsync(new ClearanceRequest { Movements = references }, cancellationToken)
        );
        run.Counters.End(
            departed.Select(step => step.Planned),
            (counts, ended) => counts with { Departed = counts.Departed + ended }
        );
        return due.Count;
    }

    private List<DueStep> Due(
        IEnumerable<ClearanceMovement> movements,
        Func<ClearanceMovement, PlannedVehicle, DateTimeOffset> plannedAt
    )
    {
        var due = new List<DueStep>();
        foreach (var movement in movements)
        {
            if (run.Counters.Find(movement.Vin) is { } planned)
            {
                AddIfDue(due, planned, movement, plannedAt(movement, planned));
            }
        }

        return due;
    }

    private void AddIfDue(
        List<DueStep> due,
        PlannedVehicle planned,
        ClearanceMovement movement,
        DateTimeOffset plannedAt
    )
    {
        if (run.StepIfDue(planned, movement.MovementId, movement.Version, plannedAt) is { } step)
        {
            due.Add(step);
        }
    }

    private static ReasonedClearanceRequest Reasoned(IReadOnlyList<MovementReference> references, string reason) =>
        new() { Movements = references, Reason = reason };
}
