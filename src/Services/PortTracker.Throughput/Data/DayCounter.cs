using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Throughput.Data;

/// <summary>The count of one day in progress.</summary>
internal sealed class DayCounter
{
    private readonly SortedDictionary<(Dimension Dimension, string Key), Line> lines = new(KeyOrder.Instance);

    public long Vehicles { get; private set; }
    public long NewEnergy { get; private set; }
    public long Inspected { get; private set; }
    public long WithFindings { get; private set; }
    public long Findings { get; private set; }
    public DurationSketch ReleaseTimes { get; } = new();
    public DurationSketch DwellTimes { get; } = new();

    public void Add(CountedDeparture departure)
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
            // The entry service's event has not arrived. The day is counted again when it does.
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

    public IEnumerable<DailyBreakdownLine> BreakdownLines(string port, DateOnly date) =>
        lines.Select(line => new DailyBreakdownLine
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
