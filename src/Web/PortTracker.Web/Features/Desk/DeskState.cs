using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Desk;

/// <summary>State of the officer's desk: what is scanned, selected, asked and done. The component only binds it.</summary>
/// <param name="client">The API.</param>
/// <param name="clock">The clock.</param>
/// <param name="changed">Called when the state changes outside an event of the page.</param>
/// <param name="closing">Cancelled when the page is closed.</param>
internal sealed class DeskState(PortTrackerClient client, TimeProvider clock, Action changed, CancellationToken closing)
{
    public const string HistoryKey = "i";
    public const string AdmitKey = "n";

    private readonly DeskSession session = new(client, clock, closing);
    private Guid? historyOf;
    private FocusTarget focus;

    public DeskList List => session.List;

    public Attempt Attempt => session.Attempt;

    public ArrivalDraft Draft { get; } = new();

    public CurrentUser? User => session.User;

    public IReadOnlyList<PortInfo> Ports => session.Ports;

    /// <summary>The action whose question is open.</summary>
    public OfficerAction? Asking { get; private set; }

    /// <summary>The answer to the question so far.</summary>
    public ActionInput Input { get; private set; } = new();

    /// <summary>Whether the form for an unannounced vehicle is open.</summary>
    public bool IsAdmitting { get; private set; }

    /// <summary>Result of the latest action.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Whether the list could not be refreshed.</summary>
    public bool IsStale => session.IsStale;

    /// <summary>The actions that the officer may take on the selection, and the number of vehicles for each.</summary>
    public IReadOnlyList<(OfficerAction Action, int Count)> Offers =>
        [
            .. session
                .AllowedActions.Select(action => (action, List.SelectedFor(action).Count))
                .Where(offer => offer.Count > 0),
        ];

    /// <summary>Whether the officer may admit the vehicle searched for although nobody announced it.</summary>
    public bool MayAdmit =>
        List.Rows is { Count: 0 }
        && List.SearchText is not null
        && session.AllowedActions.Any(action => action.Service is ServiceNames.Entry);

    /// <summary>The movement whose history is open. It stays open while the movement changes.</summary>
    public DeskMovement? History => List.Rows?.FirstOrDefault(row => row.MovementId == historyOf);

    /// <summary>Starts at the officer's first port, and the first stage with work.</summary>
    public async Task StartAsync()
    {
        await session.StartAsync();
        focus = List.Port is null ? FocusTarget.Unchanged : FocusTarget.Scan;
    }

    /// <summary>Shows the work of others. While the officer writes, the list stays and only the counts change.</summary>
    public Task RefreshAsync() => session.RefreshAsync(isWriting: Asking is not null || IsAdmitting);

    public Task ShowPortAsync(string code)
    {
        List.TurnTo(Ports.Single(one => one.Code == code));
        Reset();
        return session.LoadAsync(List.LoadCountsAsync);
    }

    public Task ShowStageAsync(Stage stage)
    {
        List.TurnTo(stage);
        Reset();
        return session.LoadAsync();
    }

    /// <summary>
    /// Handles the one field: a single letter is the key of an action, anything longer is a search. A scanner never reads a single letter,
    /// so a stray scan can only search.
    /// </summary>
    public async Task EnterAsync(string text)
    {
        var entered = text.Trim();
        focus = FocusTarget.Scan;
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

    /// <summary>Takes an action, or opens the question that it needs answered first.</summary>
    public async Task ChooseAsync(OfficerAction action)
    {
        Attempt.Forget();
        if (action.Requires is RequiredInput.Nothing)
        {
            await DoAsync(action);
        }
        else
        {
            // The answer to one question must not reach another action.
            (Asking, historyOf, Input, focus) = (action, null, new ActionInput(), FocusTarget.Question);
        }
    }

    /// <summary>Adds the finding that is written, and starts another.</summary>
    public void AddFinding()
    {
        if (Input.WhyNot(RequiredInput.Findings) is var (field, why))
        {
            Attempt.Refuse(field, why);
        }
        else
        {
            Attempt.Forget();
            Input.AddFinding();
        }

        focus = FocusTarget.Question;
    }

    /// <summary>Takes the action whose question is answered.</summary>
    public async Task SubmitAsync()
    {
        if (Asking is not { } action)
        {
            return;
        }

        if (Input.WhyNot(action.Requires) is var (field, why))
        {
            Attempt.Refuse(field, why);
            return;
        }

        await DoAsync(action);
    }

    public void StopAsking() => (Asking, Input, focus) = (null, new ActionInput(), FocusTarget.Scan);

    public void ToggleHistory(DeskMovement movement) =>
        (historyOf, Asking, focus) = (
            historyOf == movement.MovementId ? null : movement.MovementId,
            null,
            FocusTarget.Scan
        );

    public bool IsHistoryOf(DeskMovement movement) => historyOf == movement.MovementId;

    public void CloseHistory() => (historyOf, focus) = (null, FocusTarget.Scan);

    public void StartAdmitting()
    {
        Draft.Next(Vin.IsValid(List.SearchText, out _) ? List.SearchText! : "");
        // The form takes the focus itself.
        (IsAdmitting, Message, focus) = (true, "", FocusTarget.Unchanged);
    }

    public void StopAdmitting() => (IsAdmitting, focus) = (false, FocusTarget.Scan);

    /// <summary>Shows the vehicle that was just admitted.</summary>
    public async Task ShowAdmittedAsync(ArrivedVehicle arrived)
    {
        await FindAsync(arrived.Vin);
        Message = DisplayFormat.Fill(DeskText.Admitted, arrived.Vin, arrived.Lane, arrived.QueueNumber);
        focus = FocusTarget.Scan;
        // The board needs a moment to receive it. Meanwhile the officer may have turned to something else.
        for (
            var i = 0;
            i < DeskSession.MostLoads && List.Rows is not { Count: > 0 } && List.SearchText == arrived.Vin;
            i++
        )
        {
            await session.PauseAsync();
            if (List.SearchText == arrived.Vin && await session.LoadAsync())
            {
                List.SelectUnambiguous();
            }
        }
    }

    /// <summary>Closes whatever was opened last.</summary>
    public void CloseLatest()
    {
        if (Asking is not null)
        {
            StopAsking();
        }
        else if (historyOf is not null)
        {
            CloseHistory();
        }
        else if (IsAdmitting)
        {
            StopAdmitting();
        }
    }

    /// <summary>Where to move the focus, once.</summary>
    public FocusTarget TakeFocus()
    {
        var target = focus;
        focus = FocusTarget.Unchanged;
        return target;
    }

    private async Task PressAsync(string key)
    {
        if (key is HistoryKey && List.OnlySelected is { } only)
        {
            ToggleHistory(only);
        }
        else if (key is AdmitKey && MayAdmit)
        {
            StartAdmitting();
        }
        else if (Offers.FirstOrDefault(offer => offer.Action.Key == key).Action is { } action)
        {
            await ChooseAsync(action);
        }
        else
        {
            Message = DisplayFormat.Fill(DeskText.NoSuchKey, key.ToUpperInvariant());
        }
    }

    private async Task FindAsync(string text)
    {
        List.TurnTo(text);
        Reset();
        if (await session.LoadAsync())
        {
            List.SelectUnambiguous();
        }
    }

    /// <summary>Discards what was open and written for the earlier list.</summary>
    private void Reset() =>
        (Asking, historyOf, IsAdmitting, Input, Message) = (null, null, false, new ActionInput(), "");

    private async Task DoAsync(OfficerAction action)
    {
        // The action is for the present selection, even if it must wait for another action.
        var (movements, port, input, load) = (List.SelectedFor(action), List.Port!.Code, Input, List.Loads);
        while (Attempt.IsBusy)
        {
            await session.PauseAsync();
        }

        var isDone = await Attempt.RunAsync(() => action.DoAsync(client, port, movements, input));
        if (isDone)
        {
            Message = DisplayFormat.Fill(action.Done, DisplayFormat.Number(movements.Count));
            if (Input == input)
            {
                StopAsking();
            }

            changed();
        }

        await session.FollowAsync(movements, isDone, load);
    }
}
