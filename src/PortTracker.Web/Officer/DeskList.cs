using PortTracker.Contracts;

namespace PortTracker.Web.Officer;

/// <summary>What lies on the desk: what waits at a stage or what was looked for, and what of it is chosen.</summary>
internal sealed class DeskList(OfficerClient client, TimeProvider clock)
{
    private readonly HashSet<Guid> chosen = [];
    private int looks;
    private int answered;

    public PortInfo? Port { get; private set; }

    public Stage Stage { get; private set; } = Stage.AwaitingClearance;

    /// <summary>What was looked for; null where it is a stage that is shown.</summary>
    public string? Found { get; private set; }

    /// <summary>The movements; null as long as they are not there.</summary>
    public IReadOnlyList<DeskMovement>? Rows { get; private set; }

    /// <summary>Whether there are more than are shown.</summary>
    public bool IsCut { get; private set; }

    /// <summary>For when it holds.</summary>
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>Number of the latest look: another one began where it is another.</summary>
    public int Looks => looks;

    /// <summary>Whether the answer to the latest look is still to come.</summary>
    public bool IsLooking => answered != looks;

    /// <summary>How many stand at each stage, as far as it is known.</summary>
    public IReadOnlyDictionary<Stage, int> Counts { get; private set; } = new Dictionary<Stage, int>();

    public IReadOnlyList<DeskMovement> Chosen => [.. (Rows ?? []).Where(IsChosen)];

    /// <summary>The only one that is chosen; null where it is none, or one of several.</summary>
    public DeskMovement? Only => Chosen is [var only] ? only : null;

    public bool IsChosen(DeskMovement movement) => chosen.Contains(movement.MovementId);

    public IReadOnlyList<DeskMovement> ChosenFor(OfficerAction action) => [.. Chosen.Where(action.IsFor)];

    public void Pick(DeskMovement movement, bool isChosen) =>
        _ = isChosen ? chosen.Add(movement.MovementId) : chosen.Remove(movement.MovementId);

    public void PickAll(bool areChosen)
    {
        chosen.Clear();
        if (areChosen)
        {
            chosen.UnionWith((Rows ?? []).Select(movement => movement.MovementId));
        }
    }

    /// <summary>To another port, at the same stage.</summary>
    public void TurnTo(PortInfo port)
    {
        (Port, Counts) = (port, new Dictionary<Stage, int>());
        Clear(found: null);
    }

    /// <summary>To what waits at a stage.</summary>
    public void TurnTo(Stage stage)
    {
        Stage = stage;
        Clear(found: null);
    }

    /// <summary>To what has a VIN, a plate, a carrier, a declaration or a queue number.</summary>
    public void TurnTo(string text) => Clear(text);

    /// <summary>Asks for what is to be shown. An answer that comes after something else was asked for is not shown.</summary>
    public async Task<bool> LookAsync()
    {
        var look = ++looks;
        try
        {
            var page = Found is null
                ? await client.WaitingAsync(Port!.Code, Stage)
                : await client.FindAsync(Port!.Code, Found);
            if (look != looks)
            {
                return false;
            }

            (Rows, IsCut, AsOf) = (page.Items, page.Next is not null, clock.GetUtcNow());
            chosen.IntersectWith(Rows.Select(movement => movement.MovementId));
            return true;
        }
        finally
        {
            if (look == looks)
            {
                answered = looks;
            }
        }
    }

    /// <summary>Counts what waits at all stages.</summary>
    public async Task CountAsync()
    {
        var port = Port!;
        var counts = await client.CountsAsync(port.Code);
        if (port == Port)
        {
            Counts = counts.ToDictionary(stage => stage.Stage, stage => stage.Vehicles);
        }
    }

    /// <summary>
    /// Chooses what a search leaves no doubt of: one that was found, or all of a carrier or a declaration, of which one may be left out.
    /// Of several others one chooses.
    /// </summary>
    public void PickWhatIsPlain()
    {
        if (
            Rows is { Count: > 0 } rows
            && (
                rows.Count is 1
                || rows.All(row => row.DeclarationNumber == Found)
                || (Plate.Normalise(Found) is { } carrier && rows.All(row => row.CarrierPlate == carrier))
            )
        )
        {
            PickAll(areChosen: true);
        }
    }

    private void Clear(string? found)
    {
        // What is on its way is not meant for this.
        looks++;
        (Found, Rows, IsCut) = (found, null, false);
        chosen.Clear();
    }
}
