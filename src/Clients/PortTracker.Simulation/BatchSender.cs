using System.Net;
using PortTracker.ApiClient;
using PortTracker.Contracts.Api;

namespace PortTracker.Simulation;

/// <summary>Sends batches. Items that conflict with the server's state are dropped, and the rest is sent again.</summary>
internal static class BatchSender
{
    /// <summary>Sends steps by their movements. Returns those that the server accepted.</summary>
    public static Task<List<DueStep>> SendAsync(
        List<DueStep> steps,
        Func<IReadOnlyList<MovementReference>, Task> post
    ) => SendAsync(steps, batch => post([.. batch.Select(step => step.Movement)]), Concerns);

    /// <summary>Whether a conflict is about a step.</summary>
    public static bool Concerns(DueStep step, StateConflict conflict) =>
        step.Movement.MovementId == conflict.MovementId;

    /// <summary>Sends a batch. Returns the items that the server accepted.</summary>
    public static async Task<List<T>> SendAsync<T>(
        List<T> batch,
        Func<List<T>, Task> post,
        Func<T, StateConflict, bool> concerns,
        Func<T, Task>? onConflict = null
    )
    {
        while (batch.Count > 0)
        {
            try
            {
                await post(batch);
                break;
            }
            catch (PortTrackerException refused) when (refused.Status is HttpStatusCode.Conflict)
            {
                var conflicting = batch.FindAll(one => refused.Conflicts.Any(conflict => concerns(one, conflict)));
                if (conflicting.Count is 0)
                {
                    throw;
                }

                foreach (var one in conflicting)
                {
                    await (onConflict?.Invoke(one) ?? Task.CompletedTask);
                }

                batch = [.. batch.Except(conflicting)];
            }
        }

        return batch;
    }
}
