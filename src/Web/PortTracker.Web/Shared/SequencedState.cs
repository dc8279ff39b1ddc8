namespace PortTracker.Web.Shared;

/// <summary>
/// A state kept current from a numbered snapshot and the deltas that follow it. A missing delta asks for a new snapshot; deltas that arrive
/// before that snapshot are kept and applied after it.
/// </summary>
/// <typeparam name="TSnapshot">The whole state at one moment.</typeparam>
/// <typeparam name="TDelta">The changes since the state before.</typeparam>
public abstract class SequencedState<TSnapshot, TDelta>
{
    // The server sends four a second. If more than this wait, the snapshot failed to arrive; the next one covers them.
    private const int MostWaiting = 64;

    private readonly SortedDictionary<long, TDelta> waiting = [];

    /// <summary>Whether there is anything to show.</summary>
    public bool HasData { get; private set; }

    /// <summary>True until deltas can be applied: no data yet, only an excerpt, or a gap. Then ask for a snapshot.</summary>
    public bool NeedsSnapshot { get; private set; } = true;

    /// <summary>Code of the port.</summary>
    public string Port { get; private set; } = "";

    /// <summary>Number of the state.</summary>
    public long Sequence { get; private set; }

    /// <summary>The moment that the state describes (UTC).</summary>
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>Since when the server itself receives no news (UTC); null while it does.</summary>
    public DateTimeOffset? StaleSince { get; private set; }

    /// <summary>Replaces the state with a snapshot, then applies the early deltas that follow it.</summary>
    /// <returns>False if those deltas leave a gap: ask again.</returns>
    public bool Apply(TSnapshot snapshot)
    {
        Show(snapshot);
        NeedsSnapshot = false;
        var early = waiting.Values.ToList();
        waiting.Clear();
        foreach (var delta in early)
        {
            Apply(delta);
        }

        return !NeedsSnapshot;
    }

    /// <summary>Shows a snapshot that may be incomplete, such as the excerpt inside the page. Deltas still need a full one.</summary>
    public void Show(TSnapshot snapshot)
    {
        HasData = true;
        NeedsSnapshot = true;
        Load(snapshot);
        Stamp(HeaderOf(snapshot));
    }

    /// <summary>Applies a delta. An old one is ignored; one after a gap waits for the next snapshot.</summary>
    /// <returns>False if a snapshot is needed.</returns>
    public bool Apply(TDelta delta)
    {
        var header = HeaderOf(delta);
        if (NeedsSnapshot)
        {
            KeepForLater(header.Sequence, delta);
            return false;
        }

        if (!string.Equals(header.Port, Port, StringComparison.Ordinal) || header.Sequence <= Sequence)
        {
            return true;
        }

        if (header.Sequence != Sequence + 1)
        {
            NeedsSnapshot = true;
            KeepForLater(header.Sequence, delta);
            return false;
        }

        Change(delta);
        Stamp(header);
        return true;
    }

    /// <summary>The connection is lost. Early deltas match no future snapshot: another server starts its own numbering.</summary>
    public void Disconnected()
    {
        NeedsSnapshot = true;
        waiting.Clear();
    }

    /// <summary>Position of a snapshot.</summary>
    protected abstract StateHeader HeaderOf(TSnapshot snapshot);

    /// <summary>Position of a delta.</summary>
    protected abstract StateHeader HeaderOf(TDelta delta);

    /// <summary>Replaces everything that is known.</summary>
    protected abstract void Load(TSnapshot snapshot);

    /// <summary>Applies the changes of the delta that comes next.</summary>
    protected abstract void Change(TDelta delta);

    private void Stamp(StateHeader header) =>
        (Port, Sequence, AsOf, StaleSince) = (header.Port, header.Sequence, header.AsOf, header.StaleSince);

    private void KeepForLater(long sequence, TDelta delta)
    {
        waiting[sequence] = delta;
        if (waiting.Count > MostWaiting)
        {
            waiting.Remove(waiting.Keys.First());
        }
    }
}
