namespace PortTracker.Client.Simulation;

/// <summary>The vehicles that are under way and the count of what has become of them; shared by all roles of a play.</summary>
internal sealed class Tally(int? total, IProgress<PlayProgress>? progress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PlannedVehicle> _underway = new(StringComparer.Ordinal);
    private PlayProgress _counts = new() { Total = total };
    private bool _allKnown;

    public PlayProgress Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>Whether every vehicle of the plan has reached its end.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_lock)
            {
                return _allKnown && _underway.Count is 0;
            }
        }
    }

    /// <summary>VINs of the vehicles that have not reached their end.</summary>
    public IReadOnlyCollection<string> Underway
    {
        get
        {
            lock (_lock)
            {
                return [.. _underway.Keys];
            }
        }
    }

    public int OnSite
    {
        get
        {
            lock (_lock)
            {
                return _counts.Arrived - _counts.Departed - _counts.Refused;
            }
        }
    }

    public PlannedVehicle? Find(string? vin)
    {
        lock (_lock)
        {
            return vin is null ? null : _underway.GetValueOrDefault(vin);
        }
    }

    public void Expect(IEnumerable<PlannedVehicle> vehicles)
    {
        lock (_lock)
        {
            foreach (var planned in vehicles)
            {
                _underway[planned.Vehicle.Vin] = planned;
            }
        }
    }

    public void AllAreKnown()
    {
        lock (_lock)
        {
            _allKnown = true;
        }
    }

    public void Count(Func<PlayProgress, PlayProgress> change)
    {
        lock (_lock)
        {
            _counts = change(_counts);
            progress?.Report(_counts);
        }
    }

    /// <summary>Counts vehicles that have reached their end, each once.</summary>
    public void End(IEnumerable<PlannedVehicle> vehicles, Func<PlayProgress, int, PlayProgress> change)
    {
        lock (_lock)
        {
            var ended = vehicles.Count(planned => _underway.Remove(planned.Vehicle.Vin));
            if (ended > 0)
            {
                _counts = change(_counts, ended);
                progress?.Report(_counts);
            }
        }
    }
}
