using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>Announced vehicles that did not arrive, or will not.</summary>
internal static class WithdrawAnnouncements
{
    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> NoShowAsync(
        WithdrawalRequest request,
        EntryDb db,
        CurrentAction current,
        CancellationToken cancellationToken
    ) =>
        CloseAsync(
            request,
            db,
            current.Now,
            (movement, act) => movement.DidNotArrive(request.Reason, act),
            cancellationToken
        );

    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> CancelAsync(
        WithdrawalRequest request,
        EntryDb db,
        CurrentAction current,
        CancellationToken cancellationToken
    ) =>
        CloseAsync(
            request,
            db,
            current.Now,
            (movement, act) => movement.Cancel(request.Reason, act),
            cancellationToken
        );

    private static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> CloseAsync(
        WithdrawalRequest request,
        EntryDb db,
        ActionContext now,
        Func<Movement, ActionContext, PortEvent> close,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        errors.AddIfImpossible("occurredAt", request.OccurredAt, now);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var named = request
            .Movements.Distinct()
            .Select(id => new MovementReference { MovementId = id, OccurredAt = request.OccurredAt })
            .ToList();
        return MovementActions.Perform(
            db,
            named,
            await db.Movements.SeenBy(now.By).LoadAsync(named, cancellationToken),
            now,
            "movements",
            movement => movement.CannotWithdrawReason(),
            (movement, _, act) => close(movement, act)
        );
    }
}
