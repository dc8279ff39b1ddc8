using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PortTracker.Throughput;

/// <summary>What left a port on one business day, as last counted.</summary>
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

    /// <summary>Hash of all figures of the day, breakdowns included: what tells whether a new count differs.</summary>
    public byte[] Fingerprint { get; private set; } = [];

    /// <summary>The day was over when it was counted.</summary>
    public bool Closed { get; private set; }

    public int Revision { get; private set; }
    public DateTimeOffset CountedAt { get; private set; }

    /// <summary>Takes a new count; tells whether it differs from the one before.</summary>
    public bool Take(DayCount count, bool closed, DateTimeOffset now)
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
        // A day that is not over yet grows; only what changes afterwards is a revision.
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

/// <summary>One line of one breakdown of a day.</summary>
internal sealed class DailyBreakdown
{
    public required string Port { get; init; }
    public required DateOnly Date { get; init; }
    public required Dimension Dimension { get; init; }
    public required string Key { get; init; }
    public required long Vehicles { get; init; }
    public required long Inspected { get; init; }
    public required long Findings { get; init; }
}

/// <summary>A departed movement, as far as it is counted.</summary>
internal sealed record Departure(
    DateOnly Date,
    int Hour,
    string? Brand,
    string? Destination,
    Propulsion? Propulsion,
    VehicleCategory? Category,
    ShipmentForm? Form,
    Channel? Channel,
    int Inspections,
    int Findings,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? GrantedAt,
    DateTimeOffset? DepartedAt
);

/// <summary>A day while it is being counted.</summary>
internal sealed class DayCount
{
    private readonly SortedDictionary<(Dimension Dimension, string Key), Line> lines = new(KeyOrder.Instance);

    public long Vehicles { get; private set; }
    public long NewEnergy { get; private set; }
    public long Inspected { get; private set; }
    public long WithFindings { get; private set; }
    public long Findings { get; private set; }
    public TimeSketch ReleaseTimes { get; } = new();
    public TimeSketch DwellTimes { get; } = new();

    public void Add(Departure departure)
    {
        var inspected = departure.Inspections > 0;
        Vehicles++;
        NewEnergy += departure.Propulsion is { } propulsion && Vehicle.IsNewEnergy(propulsion) ? 1 : 0;
        Inspected += inspected ? 1 : 0;
        WithFindings += departure.Findings > 0 ? 1 : 0;
        Findings += departure.Findings;
        ReleaseTimes.Add(departure.ArrivedAt, departure.GrantedAt);
        DwellTimes.Add(departure.ArrivedAt, departure.DepartedAt);

        Count(Dimension.Brand, departure.Brand);
        Count(Dimension.Destination, departure.Destination);
        Count(Dimension.Propulsion, departure.Propulsion?.ToString());
        Count(Dimension.Category, departure.Category?.ToString());
        Count(Dimension.Form, departure.Form?.ToString());
        Count(Dimension.Channel, departure.Channel?.ToString());
        Count(Dimension.Hour, departure.Hour.ToString("00", CultureInfo.InvariantCulture));

        void Count(Dimension dimension, string? key)
        {
            // Its entry event has not come yet; when it does, the day is counted again.
            var at = (dimension, key ?? BreakdownLine.Unknown);
            if (!lines.TryGetValue(at, out var line))
            {
                lines.Add(at, line = new Line());
            }

            line.Vehicles++;
            line.Inspected += inspected ? 1 : 0;
            line.Findings += departure.Findings;
        }
    }

    public IEnumerable<DailyBreakdown> Breakdowns(string port, DateOnly date) =>
        lines.Select(line => new DailyBreakdown
        {
            Port = port,
            Date = date,
            Dimension = line.Key.Dimension,
            Key = line.Key.Key,
            Vehicles = line.Value.Vehicles,
            Inspected = line.Value.Inspected,
            Findings = line.Value.Findings,
        });

    public byte[] Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Vehicles},{NewEnergy},{Inspected},{WithFindings},{Findings}\n"
                )
            )
        );
        foreach (var ((dimension, key), line) in lines)
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{dimension},{key},{line.Vehicles},{line.Inspected},{line.Findings}\n"
                    )
                )
            );
        }

        hash.AppendData(ReleaseTimes.ToBytes());
        hash.AppendData(DwellTimes.ToBytes());
        return hash.GetHashAndReset();
    }

    private sealed class Line
    {
        public long Vehicles { get; set; }
        public long Inspected { get; set; }
        public long Findings { get; set; }
    }

    private sealed class KeyOrder : IComparer<(Dimension Dimension, string Key)>
    {
        public static KeyOrder Instance { get; } = new();

        public int Compare((Dimension Dimension, string Key) x, (Dimension Dimension, string Key) y) =>
            x.Dimension != y.Dimension ? x.Dimension.CompareTo(y.Dimension) : string.CompareOrdinal(x.Key, y.Key);
    }
}
