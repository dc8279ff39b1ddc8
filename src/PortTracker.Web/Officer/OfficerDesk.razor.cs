using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Desks;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Officer;

/// <summary>
/// Where officers log what they do: one field to scan into, what waits, and what can be done with it. Every action has a letter that is
/// written into the same field, so that hands stay where they are and a stray scan does nothing.
/// </summary>
public sealed partial class OfficerDesk
{
    private const string HistoryKey = "i";
    private const string NewKey = "n";
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private const int Looks = 20;

    private static readonly IReadOnlyList<Stage> Waiting =
    [
        Stage.PreRegistered,
        Stage.DocumentaryControl,
        Stage.AwaitingInspection,
        Stage.UnderInspection,
        Stage.AwaitingClearance,
        Stage.Held,
        Stage.Cleared,
    ];

    private readonly Attempt attempt = new();
    private readonly ArrivalDraft draft = new();
    private readonly CancellationTokenSource closed = new();
    private readonly CancellationToken closing;
    private readonly IReadOnlyList<OfficerAction> actions = OfficerAction.All;
    private DeskList list = null!;
    private Written written = new();
    private Me? me;
    private IReadOnlyList<PortInfo> ports = [];
    private string text = "";
    private string said = "";
    private OfficerAction? asking;
    private Guid? told;
    private bool isTakingIn;
    private ElementReference scan;
    private ElementReference asked;
    private Focus focus;
    private bool isStale;

    private enum Focus
    {
        AsItIs,
        Scan,
        Asked,
    }

    /// <summary>What the officer may do with what is chosen, and with how many of them.</summary>
    private IReadOnlyList<(OfficerAction Action, int Count)> Offers =>
        [
            .. actions
                .Where(action => action.MayBeDoneBy(me!))
                .Select(action => (action, list.ChosenFor(action).Count))
                .Where(offer => offer.Count > 0),
        ];

    /// <summary>Whether what was looked for may be taken in as a vehicle that nobody announced.</summary>
    private bool MayTakeIn => list.Rows is { Count: 0 } && list.Found is not null && IsAtGate;

    private bool IsAtGate => actions.Any(action => action.Service is ServiceNames.Entry && action.MayBeDoneBy(me!));

    /// <summary>The movement whose history is shown; it goes on being shown as it changes.</summary>
    private DeskMovement? Told => list.Rows?.FirstOrDefault(row => row.MovementId == told);

    private string Heading =>
        list.Found is { } found
            ? BoardFormat.Fill(OfficerText.Found, found, Count)
            : BoardFormat.Fill(OfficerText.WaitingAt, OfficerFormat.Name(list.Stage), Count);

    private string Count => BoardFormat.Number(list.Rows?.Count ?? 0) + (list.IsCut ? "+" : "");

    /// <summary>A desk at which nothing lies yet.</summary>
    public OfficerDesk() => closing = closed.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        list = new DeskList(Client, Clock);
        if (RendererInfo.IsInteractive)
        {
            await BeginAsync();
            _ = KeepFreshAsync(closing);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var where = focus;
        focus = Focus.AsItIs;
        switch (where)
        {
            case Focus.Scan:
                await scan.FocusAsync();
                break;
            case Focus.Asked:
                await asked.FocusAsync();
                break;
        }
    }

    private async Task BeginAsync()
    {
        await attempt.RunAsync(async () =>
        {
            me = await Client.MeAsync();
            ports = await Client.PortsAsync();
            ports =
            [
                .. ports.Where(one =>
                    me.Ports.Contains("*") || me.Ports.Contains(one.Code, StringComparer.OrdinalIgnoreCase)
                ),
            ];
            if (ports is [var first, ..])
            {
                list.TurnTo(first);
                await list.CountAsync();
                list.TurnTo(FirstStage(me));
                await list.LookAsync();
            }
        });
        focus = list.Port is null ? Focus.AsItIs : Focus.Scan;
    }

    /// <summary>The first stage at which the officer may do something, one where something waits before the others.</summary>
    private Stage FirstStage(Me who)
    {
        var own = Waiting.Where(one => actions.Any(act => act.Stages[0] == one && act.MayBeDoneBy(who))).ToList();
        return own.FirstOrDefault(list.Counts.ContainsKey, own.FirstOrDefault(list.Stage));
    }

    /// <summary>Shows what the others did meanwhile; while something is being written the list stays, and only the counts go on.</summary>
    private async Task KeepFreshAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Refresh, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (list.Port is null || attempt.IsBusy || list.IsLooking)
                {
                    continue;
                }

                try
                {
                    if (asking is null && !isTakingIn)
                    {
                        await list.LookAsync();
                    }

                    await list.CountAsync();
                    isStale = false;
                    if (attempt.Refusal is { Kind: RefusalKind.SignedOut or RefusalKind.NoAnswer })
                    {
                        // It is over.
                        attempt.Forget();
                    }
                }
                catch (RefusedException e) when (e.Refusal.Kind is RefusalKind.SignedOut)
                {
                    attempt.Refuse(e.Refusal);
                }
                catch (RefusedException)
                {
                    isStale = true;
                }

                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task ChoosePortAsync(ChangeEventArgs change)
    {
        list.TurnTo(ports.Single(one => one.Code == change.Value as string));
        Turn();
        await LookAsync(list.CountAsync);
    }

    private Task WaitAsync(Stage at)
    {
        list.TurnTo(at);
        Turn();
        return LookAsync();
    }

    /// <summary>Looks, whatever else is under way: of several looks the last is shown.</summary>
    private async Task<bool> LookAsync(Func<Task>? besides = null)
    {
        attempt.Forget();
        try
        {
            var isShown = await list.LookAsync();
            if (besides is not null)
            {
                await besides();
            }

            return isShown;
        }
        catch (RefusedException e)
        {
            attempt.Refuse(e.Refusal);
            return false;
        }
    }

    /// <summary>
    /// What was written into the one field: the key of an action, or something to look for. One letter alone is never what a scanner
    /// reads, so that no scan, however it ends, does more than look.
    /// </summary>
    private async Task EnterAsync()
    {
        var entered = text.Trim();
        (text, focus) = ("", Focus.Scan);
        switch (entered.Length)
        {
            case 0:
                break;
            case 1:
                await PressAsync(entered.ToLowerInvariant());
                break;
            default:
                await FindAsync(entered.ToUpperInvariant());
                break;
        }
    }

    private async Task PressAsync(string key)
    {
        if (key is HistoryKey && list.Only is { } only)
        {
            Tell(only);
        }
        else if (key is NewKey && MayTakeIn)
        {
            BeginTakingIn();
        }
        else if (Offers.FirstOrDefault(offer => offer.Action.Key == key).Action is { } action)
        {
            await ChooseAsync(action);
        }
        else
        {
            said = BoardFormat.Fill(OfficerText.NoSuchKey, key.ToUpperInvariant());
        }
    }

    private async Task FindAsync(string what)
    {
        list.TurnTo(what);
        Turn();
        if (await LookAsync())
        {
            list.PickWhatIsPlain();
        }
    }

    /// <summary>To something else: what was written before is not meant for it.</summary>
    private void Turn() => (asking, told, isTakingIn, written, said) = (null, null, false, new Written(), "");

    private void Tell(DeskMovement movement) =>
        (told, asking, focus) = (told == movement.MovementId ? null : movement.MovementId, null, Focus.Scan);

    private void StopTelling() => (told, focus) = (null, Focus.Scan);

    private void BeginTakingIn()
    {
        draft.Next(Vin.IsValid(list.Found, out _) ? list.Found! : "");
        // The form takes the focus itself.
        (isTakingIn, said, focus) = (true, "", Focus.AsItIs);
    }

    private void StopTakingIn() => (isTakingIn, focus) = (false, Focus.Scan);

    private async Task TakenInAsync(Arrived arrived)
    {
        await FindAsync(arrived.Vin);
        said = BoardFormat.Fill(OfficerText.TakenIn, arrived.Vin, arrived.Lane, arrived.QueueNumber);
        focus = Focus.Scan;
        // The board hears of it in moments; meanwhile the officer may have gone on to something else.
        for (var i = 0; i < Looks && list.Rows is not { Count: > 0 } && list.Found == arrived.Vin; i++)
        {
            await Task.Delay(BetweenLooks, Clock, closing);
            if (list.Found == arrived.Vin && await LookAsync())
            {
                list.PickWhatIsPlain();
            }
        }
    }

    /// <summary>Closes what was opened last.</summary>
    private void Cancel(KeyboardEventArgs key)
    {
        if (key is not { Key: "Escape", IsComposing: false })
        {
            return;
        }

        if (asking is not null)
        {
            StopAsking();
        }
        else if (told is not null)
        {
            StopTelling();
        }
        else if (isTakingIn)
        {
            StopTakingIn();
        }
    }

    private void StopAsking() => (asking, written, focus) = (null, new Written(), Focus.Scan);

    private async Task ChooseAsync(OfficerAction action)
    {
        attempt.Forget();
        if (action.Asks is Asks.Nothing)
        {
            await DoAsync(action);
        }
        else
        {
            // What was written for one is not meant for another.
            (asking, told, written, focus) = (action, null, new Written(), Focus.Asked);
        }
    }

    private void AddFinding()
    {
        if (written.WhyNot(Asks.Findings) is var (field, why))
        {
            attempt.Refuse(field, why);
        }
        else
        {
            attempt.Forget();
            written.AddFinding();
        }

        focus = Focus.Asked;
    }

    private async Task DoWrittenAsync()
    {
        if (asking is not { } action)
        {
            return;
        }

        if (written.WhyNot(action.Asks) is var (field, why))
        {
            attempt.Refuse(field, why);
            return;
        }

        await DoAsync(action);
    }

    private async Task DoAsync(OfficerAction action)
    {
        // It is for what is chosen now, even if it has to wait for what is under way.
        var (them, port, words, look) = (list.ChosenFor(action), list.Port!.Code, written, list.Looks);
        while (attempt.IsBusy)
        {
            await Task.Delay(BetweenLooks, Clock, closing);
        }

        var isDone = await attempt.RunAsync(() => action.DoAsync(Client, port, them, words));
        if (isDone)
        {
            said = BoardFormat.Fill(action.Done, BoardFormat.Number(them.Count));
            if (written == words)
            {
                (asking, written, focus) = (null, new Written(), Focus.Scan);
            }

            StateHasChanged();
        }

        await FollowAsync(them, isDone, look);
    }

    /// <summary>
    /// Looks until the board has heard of it, which takes moments; after a refusal once, to show how it stands. Why it was refused
    /// stays to be read.
    /// </summary>
    private async Task FollowAsync(IReadOnlyList<DeskMovement> them, bool isDone, int look)
    {
        var before = them.ToDictionary(movement => movement.MovementId, movement => movement.Stage);
        try
        {
            // Where another look began, the officer is at something else.
            for (var i = 0; i < (isDone ? Looks : 1) && look == list.Looks && !attempt.IsBusy; i++)
            {
                var isShown = await list.LookAsync();
                look = list.Looks;
                if (
                    !isShown
                    || list.Rows!.All(row => !before.TryGetValue(row.MovementId, out var stood) || row.Stage != stood)
                )
                {
                    break;
                }

                await Task.Delay(BetweenLooks, Clock, closing);
            }

            await list.CountAsync();
        }
        catch (Exception e) when (e is RefusedException or OperationCanceledException)
        {
            // It is done; the next look shows it.
        }
    }
}
