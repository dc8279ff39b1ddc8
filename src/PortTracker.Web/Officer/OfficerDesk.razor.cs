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
    private readonly CancellationTokenSource closed = new();
    private readonly CancellationToken closing;
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
    private int looks;
    private bool isStale;

    private enum Focus
    {
        AsItIs,
        Scan,
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
            port = ports.Count > 0 ? ports[0] : null;
            stage = Waiting.FirstOrDefault(
                one => OfficerAction.All.Any(act => act.Stages[0] == one && act.MayBeDoneBy(me)),
                stage
            );
            if (port is not null)
            {
                await LookAsync();
            }

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
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    /// <summary>Asks for what is to be shown. An answer that comes after something else was asked for is not shown.</summary>
    private async Task<bool> LookAsync()
    {
        var look = ++looks;
        var page = found is null
            ? await Client.WaitingAsync(port!.Code, stage)
            : await Client.FindAsync(port!.Code, found);
        if (look != looks)
        {
            return false;
        }

        rows = page.Items;
        isCut = page.Next is not null;
        now = Clock.GetUtcNow();
        chosen.IntersectWith(rows.Select(row => row.MovementId));
        isStale = false;
        return true;
    }

    private async Task ChoosePortAsync(ChangeEventArgs change)
    {
        port = ports.Single(one => one.Code == change.Value as string);
        await WaitAsync(stage);
    }

    private async Task WaitAsync(Stage at)
    {
        stage = at;
        Turn();
        await attempt.RunAsync(LookAsync);
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
        if (Offers.FirstOrDefault(offer => offer.Action.Key == key).Action is { } action)
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
        while (attempt.IsBusy)
        {
            await Task.Delay(BetweenLooks, Clock, closing);
        }

        Turn(found: what);
        await attempt.RunAsync(async () =>
        {
            // One that was found, or all of a carrier or a declaration, of which one may be left out. Of several others one chooses.
            if (
                await LookAsync()
                && (
                    rows!.Count is 1
                    || rows.All(row => row.DeclarationNumber == what)
                    || (Plate.Normalise(what) is { } carrier && rows.All(row => row.CarrierPlate == carrier))
                )
            )
            {
                chosen.UnionWith(rows.Select(row => row.MovementId));
            }
        });
    }

    /// <summary>To something else: what was chosen and written before is not meant for it.</summary>
    private void Turn(string? found = null)
    {
        (this.found, rows, isCut, asking, written, said) = (found, null, false, null, new Written(), "");
        chosen.Clear();
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

    private void Cancel(KeyboardEventArgs key)
    {
        if (key.Key is "Escape")
        {
            StopAsking();
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
            (asking, written, focus) = (action, new Written(), Focus.Asked);
        }
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
        var them = ChosenFor(action);
        var isDone = await attempt.RunAsync(() => action.DoAsync(Client, port!.Code, them, written));
        if (isDone)
        {
            said = BoardFormat.Fill(action.Done, BoardFormat.Number(them.Count));
            (asking, written, focus) = (null, new Written(), Focus.Scan);
            StateHasChanged();
        }

        await FollowAsync(them, isDone);
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
                var isShown = await LookAsync();
                var look = looks;
                if (
                    !isShown
                    || rows!.All(row => !before.TryGetValue(row.MovementId, out var stood) || row.Stage != stood)
                )
                {
                    break;
                }

                await Task.Delay(BetweenLooks, Clock, closing);
                if (look != looks || attempt.IsBusy)
                {
                    // The officer is at something else.
                    break;
                }
            }
        }
        catch (Exception e) when (e is RefusedException or OperationCanceledException)
        {
            // It is done; the next look shows it.
        }
    }
}
