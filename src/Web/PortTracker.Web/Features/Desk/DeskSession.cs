using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Desk;

/// <summary>The officer at the desk, and the list: loaded, refreshed, and followed after an action.</summary>
internal sealed class DeskSession(PortTrackerClient client, TimeProvider clock, CancellationToken closing)
{
    /// <summary>Most loads while waiting for the board to receive a change.</summary>
    public const int MostLoads = 20;

    private readonly IReadOnlyList<OfficerAction> actions = OfficerAction.All;

    public DeskList List { get; } = new(client, clock);

    public Attempt Attempt { get; } = new();

    public CurrentUser? User { get; private set; }

    public IReadOnlyList<PortInfo> Ports { get; private set; } = [];

    /// <summary>Whether the list could not be refreshed.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The actions that the officer's roles and stages allow.</summary>
    public IEnumerable<OfficerAction> AllowedActions => actions.Where(action => action.MayBeDoneBy(User!));

    public Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(50), clock, closing);

    /// <summary>Signs the officer in at the desk: at the first port, and the first stage with work.</summary>
    public Task StartAsync() =>
        Attempt.RunAsync(async () =>
        {
            User = await client.Account.MeAsync();
            var ports = await client.Board.PortsAsync();
            Ports =
            [
                .. ports.Where(one =>
                    User.Ports.Contains("*") || User.Ports.Contains(one.Code, StringComparer.OrdinalIgnoreCase)
                ),
            ];
            if (Ports is [var first, ..])
            {
                List.TurnTo(first);
                await List.LoadCountsAsync();
                List.TurnTo(FirstStage(User));
                await List.LoadAsync();
            }
        });

    /// <summary>Shows the work of others. While the officer writes, the list stays and only the counts change.</summary>
    public async Task RefreshAsync(bool isWriting)
    {
        if (List.Port is null || Attempt.IsBusy || List.IsLoading)
        {
            return;
        }

        try
        {
            if (!isWriting)
            {
                await List.LoadAsync();
            }

            await List.LoadCountsAsync();
            IsStale = false;
            if (Attempt.Refusal is { Kind: RefusalKind.SignedOut or RefusalKind.NoAnswer })
            {
                // The services answer again.
                Attempt.Forget();
            }
        }
        catch (Exception e) when (RefusalFormat.Of(e) is { } refusal)
        {
            if (refusal.Kind is RefusalKind.SignedOut)
            {
                Attempt.Refuse(refusal);
            }
            else
            {
                IsStale = true;
            }
        }
    }

    /// <summary>Loads even while an action runs: of several loads the latest is shown.</summary>
    public async Task<bool> LoadAsync(Func<Task>? besides = null)
    {
        Attempt.Forget();
        try
        {
            var isShown = await List.LoadAsync();
            if (besides is not null)
            {
                await besides();
            }

            return isShown;
        }
        catch (Exception e) when (RefusalFormat.Of(e) is { } refusal)
        {
            Attempt.Refuse(refusal);
            return false;
        }
    }

    /// <summary>
    /// Loads until the board has received the change, which takes a moment. After a refusal it loads once, to show the present state, and
    /// leaves the reason on the page.
    /// </summary>
    public async Task FollowAsync(IReadOnlyList<DeskMovement> movements, bool isDone, int load)
    {
        var before = movements.ToDictionary(movement => movement.MovementId, movement => movement.Stage);
        try
        {
            // If another load started, the officer has turned to something else.
            for (var i = 0; i < (isDone ? MostLoads : 1) && load == List.Loads && !Attempt.IsBusy; i++)
            {
                var isShown = await List.LoadAsync();
                load = List.Loads;
                if (
                    !isShown
                    || List.Rows!.All(row => !before.TryGetValue(row.MovementId, out var stage) || row.Stage != stage)
                )
                {
                    break;
                }

                await PauseAsync();
            }

            await List.LoadCountsAsync();
        }
        catch (Exception e) when (e is OperationCanceledException || RefusalFormat.Of(e) is not null)
        {
            // The action is done; the next refresh shows it.
        }
    }

    /// <summary>The officer's first stage, preferably one with vehicles.</summary>
    private Stage FirstStage(CurrentUser user)
    {
        var own = DeskList
            .Stages.Where(stage => actions.Any(action => action.Stages[0] == stage && action.MayBeDoneBy(user)))
            .ToList();
        return own.FirstOrDefault(List.Counts.ContainsKey, own.FirstOrDefault(List.Stage));
    }
}
