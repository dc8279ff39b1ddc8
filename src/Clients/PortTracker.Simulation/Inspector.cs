using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;

namespace PortTracker.Simulation;

/// <summary>Plays the inspectors: approves documents, starts inspections and completes them.</summary>
internal sealed class Inspector(SimulationRun run)
{
    public Task RunAsync(CancellationToken cancellationToken) => WorkLoop.RunAsync(run, RoundAsync, cancellationToken);

    private async Task<int> RoundAsync(CancellationToken cancellationToken)
    {
        return await ActOnAsync(InspectionStatus.DocumentaryControl, ApproveAsync)
            + await ActOnAsync(InspectionStatus.AwaitingInspection, StartAsync)
            + await ActOnAsync(InspectionStatus.UnderInspection, CompleteAsync);

        Task<int> ActOnAsync(
            InspectionStatus status,
            Func<IReadOnlyList<InspectionMovement>, CancellationToken, Task<int>> act
        ) => WorkLoop.ActOnAsync(run.Client.Inspection.Movements(run.Port, status), act, cancellationToken);
    }

    private async Task<int> ApproveAsync(
        IReadOnlyList<InspectionMovement> movements,
        CancellationToken cancellationToken
    )
    {
        var due = Due(movements, (movement, durations) => movement.State.AssignedAt + durations.DocumentaryControl);
        var approved = await BatchSender.SendAsync(
            due,
            references =>
                run.Client.Inspection.ApproveDocumentsAsync(
                    new MovementsRequest { Movements = references },
                    cancellationToken
                )
        );
        CountInspected(approved);
        return due.Count;
    }

    private async Task<int> StartAsync(IReadOnlyList<InspectionMovement> movements, CancellationToken cancellationToken)
    {
        var due = Due(movements, (movement, durations) => movement.State.AssignedAt + durations.InspectionWait);
        await BatchSender.SendAsync(
            due,
            references =>
                run.Client.Inspection.StartInspectionsAsync(
                    new MovementsRequest { Movements = references },
                    cancellationToken
                )
        );
        return due.Count;
    }

    private async Task<int> CompleteAsync(
        IReadOnlyList<InspectionMovement> movements,
        CancellationToken cancellationToken
    )
    {
        var due = Due(
            movements,
            (movement, durations) => (movement.State.StartedAt ?? movement.State.AssignedAt) + durations.Inspection
        );
        var completed = await BatchSender.SendAsync(
            due,
            batch =>
                run.Client.Inspection.CompleteInspectionsAsync(
                    new CompletionRequest { Inspections = [.. batch.Select(OutcomeOf)] },
                    cancellationToken
                ),
            BatchSender.Concerns
        );
        CountInspected(completed);
        return due.Count;
    }

    private List<DueStep> Due(
        IReadOnlyList<InspectionMovement> movements,
        Func<InspectionMovement, StepDurations, DateTimeOffset> plannedAt
    )
    {
        var due = new List<DueStep>();
        foreach (var movement in movements)
        {
            if (
                run.Counters.Find(movement.Vin) is { } planned
                && run.StepIfDue(planned, movement.MovementId, movement.Version, plannedAt(movement, planned.Durations))
                    is { } step
            )
            {
                due.Add(step);
            }
        }

        return due;
    }

    private static InspectionOutcome OutcomeOf(DueStep step) =>
        new()
        {
            MovementId = step.Movement.MovementId,
            Version = step.Movement.Version,
            OccurredAt = step.Movement.OccurredAt,
            Findings = step.Planned.Findings,
        };

    private void CountInspected(List<DueStep> steps) =>
        run.Counters.Count(counts => counts with { Inspected = counts.Inspected + steps.Count });
}
