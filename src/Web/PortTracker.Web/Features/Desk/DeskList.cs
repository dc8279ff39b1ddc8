using PortTracker.ApiClient;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Web.Features.Desk;

/// <summary>The list on the desk: the vehicles of a stage or a search, and which of them are selected.</summary>
internal sealed class DeskList(PortTrackerClient client, TimeProvider clock)
{
    /// <summary>The most movements that it shows.</summary>
    public const int Most = 200;

    private readonly HashSet<Guid> selected = [];
    private int loads;
    private int answered;

    /// <summary>The stages at which officers act.</summary>
    public static IReadOnlyList<Stage> Stages { get; } =
    [
        Stage.PreRegistered,
        Stage.DocumentaryControl,
        Stage.AwaitingInspection,
        Stage.UnderInspection,
        Stage.AwaitingClearance,
        Stage.Held,
        Stage.Cleared,
    ];

    public PortInfo? Port { get; private set; }

    public Stage Stage { get; private set; } = Stage.AwaitingClearance;

    /// <summary>The search; null if the list shows a stage.</summary>
    public string? SearchText { get; private set; }

    /// <summary>The movements; null while they load.</summary>
    public IReadOnlyList<DeskMovement>? Rows { get; private set; }

    /// <summary>Whether there are more movements than the list shows.</summary>
    public bool HasMore { get; private set; }

    /// <summary>When the list was loaded.</summary>
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>Number of the latest load. It changes when another load starts.</summary>
    public int Loads => loads;

    public bool IsLoading => answered != loads;

    /// <summary>Vehicles in each stage, as far as they are known.</summary>
    public IReadOnlyDictionary<Stage, int> Counts { get; private set; } = new Dictionary<Stage, int>();

    public IReadOnlyList<DeskMovement> Selected => [.. (Rows ?? []).Where(IsSelected)];

    /// <summary>The selected movement if exactly one is selected.</summary>
    public DeskMovement? OnlySelected => Selected is [var only] ? only : null;

    public bool IsSelected(DeskMovement movement) => selected.Contains(movement.MovementId);

    public IReadOnlyList<DeskMovement> SelectedFor(OfficerAction action) => [.. Selected.Where(action.IsFor)];

    public void Select(DeskMovement movement, bool isSelected) =>
        _ = isSelected ? selected.Add(movement.MovementId) : selected.Remove(movement.MovementId);

    public void SelectAll(bool areSelected)
    {
        selected.Clear();
        if (areSelected)
        {
            selected.UnionWith((Rows ?? []).Select(movement => movement.MovementId));
        }
    }

    /// <summary>Turns to another port, at the same stage.</summary>
    public void TurnTo(PortInfo port)
    {
        (Port, Counts) = (port, new Dictionary<Stage, int>());
        Clear(searchText: null);
    }

    /// <summary>Turns to the vehicles of a stage.</summary>
    public void TurnTo(Stage stage)
    {
        Stage = stage;
        Clear(searchText: null);
    }

    /// <summary>Turns to the vehicles with this VIN, plate, carrier, declaration or queue number.</summary>
    public void TurnTo(string text) => Clear(text);

    /// <summary>Loads the list. An answer that arrives after another load started is dropped.</summary>
    /// <returns>Whether the answer is shown.</returns>
    public async Task<bool> LoadAsync()
    {
        var load = ++loads;
        try
        {
            var movements = SearchText is null
                ? client.Board.DeskMovements(Port!.Code, Stage)
                : client.Board.DeskMovements(Port!.Code, find: SearchText);
            var page = await movements.PageAsync(after: null, Most);
            if (load != loads)
            {
                return false;
            }

            (Rows, HasMore, AsOf) = (page.Items, page.Next is not null, clock.GetUtcNow());
            selected.IntersectWith(Rows.Select(movement => movement.MovementId));
            return true;
        }
        finally
        {
            if (load == loads)
            {
                answered = loads;
            }
        }
    }

    /// <summary>Loads the number of vehicles in each stage.</summary>
    public async Task LoadCountsAsync()
    {
        var port = Port!;
        var counts = await client.Board.DeskCountsAsync(port.Code);
        if (port == Port)
        {
            Counts = counts.ToDictionary(stage => stage.Stage, stage => stage.Vehicles);
        }
    }

    /// <summary>
    /// Selects an unambiguous search result: the only vehicle found, or all vehicles of a carrier or a declaration. The officer selects
    /// among any others.
    /// </summary>
    public void SelectUnambiguous()
    {
        if (
            Rows is { Count: > 0 } rows
            && (
                rows.Count is 1
                || rows.All(row => row.DeclarationNumber == DeclarationNumber.Normalise(SearchText ?? ""))
                || (Plate.Normalise(SearchText) is { } carrier && rows.All(row => row.CarrierPlate == carrier))
            )
        )
        {
            SelectAll(areSelected: true);
        }
    }

    private void Clear(string? searchText)
    {
        // An answer still on its way belongs to the earlier list.
        loads++;
        (SearchText, Rows, HasMore) = (searchText, null, false);
        selected.Clear();
    }
}
