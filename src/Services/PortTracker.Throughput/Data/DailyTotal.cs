namespace PortTracker.Throughput.Data;

/// <summary>The latest count of a port's departures on one business day.</summary>
internal sealed class DailyTotal
{
    public required string Port { get; init; }
    public required DateOnly Date { get; init; }
    public long Vehicles { get; private set; }
    public long NewEnergy { get; private set; }
    public long Inspected { get; private set; }
    public long WithFindings { get; private set; }
    public long Findings { get; private set; }
    public byte[] ReleaseTimes { get; private set; } = [];
    public byte[] DwellTimes { get; private set; } = [];

    /// <summary>Hash of all figures of the day, breakdowns included; it shows whether a new count differs.</summary>
    public byte[] Fingerprint { get; private set; } = [];

    /// <summary>Whether the day was over when it was counted.</summary>
    public bool Closed { get; private set; }

    public int Revision { get; private set; }
    public DateTimeOffset CountedAt { get; private set; }

    /// <summary>Replaces the count. Returns whether it changed.</summary>
    public bool Take(DayCounter count, bool closed, DateTimeOffset now)
    {
        var wasClosed = Closed;
        Closed = closed;
        CountedAt = now;
        var fingerprint = count.Fingerprint();
        if (Revision > 0 && Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            return false;
        }

        Fingerprint = fingerprint;
        // Only a change after the end of the day is a revision.
        Revision = wasClosed ? Revision + 1 : 1;
        Vehicles = count.Vehicles;
        NewEnergy = count.NewEnergy;
        Inspected = count.Inspected;
        WithFindings = count.WithFindings;
        Findings = count.Findings;
        ReleaseTimes = count.ReleaseTimes.ToBytes();
        DwellTimes = count.DwellTimes.ToBytes();
        return true;
    }
}
