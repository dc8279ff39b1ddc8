namespace PortTracker.Simulation;

/// <summary>The planned vehicles that have not ended their visit, and counts of all steps. All roles of a run share it.</summary>
internal sealed class SimulationCounters(int? total, IProgress<SimulationProgress>? progress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PlannedVehicle> _inProgress = new(StringComparer.Ordinal);
    private SimulationProgress _counts = new() { Total = total };
    private bool _planIsComplete;

    public SimulationProgress Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>Whether every vehicle of the plan has ended its visit.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_lock)
            {
                return _planIsComplete && _inProgress.Count is 0;
            }
        }
    }

    /// <summary>VINs of the vehicles that have not ended their visit.</summary>
    public IReadOnlyCollection<string> InProgress
    {
        get
        {
            lock (_lock)
            {
                return [.. _inProgress.Keys];
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

    /// <summary>The plan of a vehicle that has not ended its visit; null for any other VIN.</summary>
    public PlannedVehicle? Find(string? vin)
    {
        lock (_lock)
        {
            return vin is null ? null : _inProgress.GetValueOrDefault(vin);
        }
    }

    /// <summary>Adds vehicles of the plan.</summary>
    public void Expect(IEnumerable<PlannedVehicle> vehicles)
    {
        lock (_lock)
        {
            foreach (var planned in vehicles)
            {
                _inProgress[planned.Vehicle.Vin] = planned;
            }
        }
    }

    /// <summary>The plan has no further vehicles.</summary>
    public void CompletePlan()
    {
        lock (_lock)
        {
            _planIsComplete = true;
        }
    }

    /// <summary>Changes the counts and reports them.</summary>
    public void Count(Func<SimulationProgress, SimulationProgress> change)
    {
        lock (_lock)
        {
            _counts = change(_counts);
            progress?.Report(_counts);
        }
    }

    /// <summary>Counts vehicles that have ended their visit, each once.</summary>
    public void End(IEnumerable<PlannedVehicle> vehicles, Func<SimulationProgress, int, SimulationProgress> change)
    {
        lock (_lock)
        {
            var ended = vehicles.Count(planned => _inProgress.Remove(planned.Vehicle.Vin));
            if (ended > 0)
            {
                _counts = change(_counts, ended);
                progress?.Report(_counts);
            }
        }
    }
}
