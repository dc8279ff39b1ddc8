using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Desks;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Officer;

/// <summary>
/// Where officers log what they do: one field to scan into, what waits, and what can be done with it. Every action has a key; what was
/// scanned is chosen already, so that one more key does it.
/// </summary>
public sealed partial class OfficerDesk
{
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
    private readonly HashSet<Guid> chosen = [];
    private readonly Dictionary<string, ElementReference> first = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource closed = new();
    private Written written = new();
    private Me? me;
    private IReadOnlyList<PortInfo> ports = [];
    private PortInfo? port;
    private Stage stage = Stage.AwaitingClearance;
    private string text = "";
    private string? found;
    private IReadOnlyList<DeskMovement>? rows;
    private bool isCut;
    private DateTimeOffset now;
    private string said = "";
    private OfficerAction? asking;
    private ElementReference scan;
    private ElementReference asked;
    private Focus focus;
    private string? pressed;
    private int looks;

    private enum Focus
    {
        AsItIs,
        Scan,
        FirstAction,
        Asked,
    }

    private IReadOnlyList<DeskMovement> Chosen => [.. (rows ?? []).Where(row => chosen.Contains(row.MovementId))];

    /// <summary>What the officer may do with what is chosen, and with how many of them.</summary>
    private IReadOnlyList<(OfficerAction Action, int Count)> Offers =>
        [
            .. OfficerAction
                .All.Where(action => action.MayBeDoneBy(me!))
                .Select(action => (action, ChosenFor(action).Count))
                .Where(offer => offer.Count > 0),
        ];

    private string Heading =>
        found is null
            ? BoardFormat.Fill(OfficerText.WaitingAt, OfficerFormat.Name(stage), Count)
            : BoardFormat.Fill(OfficerText.Found, found, Count);

    private string Count => BoardFormat.Number(rows?.Count ?? 0) + (isCut ? "+" : "");

    /// <inheritdoc />
    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await BeginAsync();
            _ = KeepFreshAsync(closed.Token);
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
            case Focus.FirstAction when Offers is [var (action, _), ..]:
                await first[action.Key].FocusAsync();
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
            port = ports.Count > 0 ? ports[0] : null;
            stage = Waiting.FirstOrDefault(
                one => OfficerAction.All.Any(act => act.Stages[0] == one && act.MayBeDoneBy(me)),
                stage
            );
            await LookAsync();
            focus = Focus.Scan;
        });
    }

    /// <summary>Shows what the others did meanwhile, as long as nothing is being written.</summary>
    private async Task KeepFreshAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Refresh, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (port is not null && asking is null && !attempt.IsBusy)
                {
                    try
                    {
                        await LookAsync();
                    }
                    catch (RefusedException)
                    {
                        said = OfficerText.Stale;
                    }

                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    /// <summary>Asks for what is to be shown. An answer that comes after something else was asked for is not shown.</summary>
    private async Task LookAsync()
    {
        var look = ++looks;
        var page = found is null
            ? await Client.WaitingAsync(port!.Code, stage)
            : await Client.FindAsync(port!.Code, found);
        if (look != looks)
        {
            return;
        }

        rows = page.Items;
        isCut = page.Next is not null;
        now = Clock.GetUtcNow();
        chosen.IntersectWith(rows.Select(row => row.MovementId));
    }

    private async Task ChoosePortAsync(ChangeEventArgs change)
    {
        port = ports.Single(one => one.Code == change.Value as string);
        await WaitAsync(stage);
    }

    private async Task WaitAsync(Stage at)
    {
        (stage, found, asking, said) = (at, null, null, "");
        chosen.Clear();
        await attempt.RunAsync(LookAsync);
    }

    private async Task FindAsync()
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            await WaitAsync(stage);
            return;
        }

        (found, text, asking, said) = (text.Trim().ToUpperInvariant(), "", null, "");
        if (await attempt.RunAsync(LookAsync))
        {
            // All of a carrier or a declaration; who wants to keep one back leaves it out.
            chosen.Clear();
            chosen.UnionWith(rows!.Select(row => row.MovementId));
            focus = Offers.Count > 0 ? Focus.FirstAction : Focus.Scan;
        }
    }

    private IReadOnlyList<DeskMovement> ChosenFor(OfficerAction action) => [.. Chosen.Where(action.IsFor)];

    private void Pick(DeskMovement row, bool isChosen) =>
        _ = isChosen ? chosen.Add(row.MovementId) : chosen.Remove(row.MovementId);

    private void ChooseAll(ChangeEventArgs change)
    {
        chosen.Clear();
        if (change.Value is true)
        {
            chosen.UnionWith(rows!.Select(row => row.MovementId));
        }
    }

    // With others it is the browser's.
    private void Press(KeyboardEventArgs key) =>
        pressed = key.CtrlKey || key.AltKey || key.MetaKey || key.Repeat ? null : key.Key;

    /// <summary>Acts when the key comes up: before, its letter would be written into the field that opens.</summary>
    private async Task ReleaseAsync(KeyboardEventArgs key)
    {
        var isPressed = pressed == key.Key;
        pressed = null;
        if (!isPressed)
        {
            return;
        }

        if (key.Key is "/" or "Escape")
        {
            focus = Focus.Scan;
        }
        else if (Offers.FirstOrDefault(offer => offer.Action.Key == key.Key.ToLowerInvariant()).Action is { } action)
        {
            await ChooseAsync(action);
        }
    }

    // From the field one gets to the rows with Escape, where the keys are.
    private void LeaveScan(KeyboardEventArgs key)
    {
        if (key.Key is "Escape")
        {
            focus = Focus.FirstAction;
        }
    }

    private void Cancel(KeyboardEventArgs key)
    {
        if (key.Key is "Escape")
        {
            asking = null;
            focus = Focus.FirstAction;
        }
    }

    private async Task ChooseAsync(OfficerAction action)
    {
        attempt.Forget();
        if (action.Asks is Asks.Nothing)
        {
            await DoAsync(action);
        }
        else
        {
            asking = action;
            focus = Focus.Asked;
        }
    }

    private async Task DoWrittenAsync()
    {
        if (asking is { } action && await DoAsync(action))
        {
            (asking, written) = (null, new Written());
        }
    }

    private async Task<bool> DoAsync(OfficerAction action)
    {
        var them = ChosenFor(action);
        var isDone = await attempt.RunAsync(() => action.DoAsync(Client, port!.Code, them, written));
        if (isDone)
        {
            said = BoardFormat.Fill(action.Done, BoardFormat.Number(them.Count));
            focus = Focus.Scan;
            StateHasChanged();
        }

        await FollowAsync(them, isDone);
        return isDone;
    }

    /// <summary>
    /// Looks until the board has heard of it, which takes moments; after a refusal once, to show how it stands. Why it was refused
    /// stays to be read.
    /// </summary>
    private async Task FollowAsync(IReadOnlyList<DeskMovement> them, bool isDone)
    {
        var before = them.ToDictionary(movement => movement.MovementId, movement => movement.Stage);
        try
        {
            for (var i = 0; i < (isDone ? Looks : 1); i++)
            {
                var look = looks + 1;
                await LookAsync();
                if (
                    look != looks
                    || rows!.All(row => !before.TryGetValue(row.MovementId, out var stood) || row.Stage != stood)
                )
                {
                    break;
                }

                await Task.Delay(BetweenLooks, Clock, closed.Token);
            }
        }
        catch (Exception e) when (e is RefusedException or OperationCanceledException)
        {
            // It is done; the next look shows it.
        }
    }
}
