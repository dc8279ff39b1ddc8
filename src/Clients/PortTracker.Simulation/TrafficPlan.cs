using System.Collections;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>
/// The vehicles that arrive at a port over some days, in order of arrival. The same seed gives the same plan. Each enumeration
/// generates it day by day, so a plan of a year needs no more memory than one of a day.
/// </summary>
public sealed class TrafficPlan : IReadOnlyCollection<PlannedVehicle>
{
    // Percentage of the day's arrivals in each hour of the port's clock: busy by day, quiet but never empty by night.
    private static readonly WeightedChoice<(int Hour, double Share)> Hours = new(
        [
            .. new[]
            {
                2.4,
                2.0,
                1.8,
                1.8,
                1.9,
                2.2,
                2.8,
                3.6,
                4.6,
                5.4,
                6.0,
                6.2,
                5.6,
                5.4,
                5.9,
                6.2,
                6.2,
                5.9,
                5.4,
                4.8,
                4.2,
                3.7,
                3.2,
                2.8,
            }.Select((share, hour) => (hour, share)),
        ],
        one => one.Share
    );

    private static readonly WeightedChoice<(Finding Finding, double Share)> Findings = new(
        [
            (
                new Finding
                {
                    Code = "PAINT-DAMAGE",
                    Severity = Severity.Minor,
                    Note = "Scratches from loading.",
                },
                30
            ),
            (
                new Finding
                {
                    Code = "GLASS-CHIPPED",
                    Severity = Severity.Minor,
                    Note = "Windscreen chipped.",
                },
                16
            ),
            (
                new Finding
                {
                    Code = "TYRE-PRESSURE",
                    Severity = Severity.Minor,
                    Note = "Below the placard.",
                },
                18
            ),
            (
                new Finding
                {
                    Code = "TOOLS-MISSING",
                    Severity = Severity.Minor,
                    Note = "Jack or triangle missing.",
                },
                14
            ),
            (
                new Finding
                {
                    Code = "FLUID-LEAK",
                    Severity = Severity.Major,
                    Note = "Oil or coolant leaks.",
                },
                6
            ),
            (
                new Finding
                {
                    Code = "MODEL-MISMATCH",
                    Severity = Severity.Major,
                    Note = "Not the model declared.",
                },
                5
            ),
            (
                new Finding
                {
                    Code = "UNDECLARED-PARTS",
                    Severity = Severity.Major,
                    Note = "Parts in the cabin.",
                },
                4
            ),
            (
                new Finding
                {
                    Code = "VIN-MISMATCH",
                    Severity = Severity.Critical,
                    Note = "Frame and papers differ.",
                },
                2
            ),
        ],
        one => one.Share
    );

    private static readonly string[] Holds = ["Certificate of conformity awaited.", "Declared value under review."];
    private static readonly string[] Refusals = ["Destination's certificate missing."];

    private readonly Func<IEnumerable<PlannedVehicle>> _plan;

    private TrafficPlan(int count, Func<IEnumerable<PlannedVehicle>> plan)
    {
        Count = count;
        _plan = plan;
    }

    /// <summary>Number of vehicles.</summary>
    public int Count { get; }

    /// <summary>A plan with made-up vehicles.</summary>
    /// <param name="vehicles">Number of vehicles in total.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <param name="from">The first business day.</param>
    /// <param name="days">Number of days.</param>
    /// <param name="zone">The port's time zone.</param>
    public static TrafficPlan Generate(int vehicles, int seed, DateOnly from, int days, TimeZoneInfo zone)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vehicles);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return new TrafficPlan(vehicles, () => Generated(vehicles, new Random(seed), from, days, zone));
    }

    /// <summary>A plan in which the vehicles of a manifest, all announced, arrive over one day in the manifest's order.</summary>
    public static TrafficPlan Of(IReadOnlyList<Vehicle> manifest, int seed, DateOnly day, TimeZoneInfo zone) =>
        new(manifest.Count, () => Scheduled(LoadsOf(manifest), new Random(seed), day, zone, announced: 1));

    /// <summary>The same plan without announcements, for days that are over: the server rejects announcements for them.</summary>
    public TrafficPlan Unannounced() =>
        new(Count, () => _plan().Select(planned => planned with { PreRegistered = false, NoShow = false }));

    /// <inheritdoc />
    public IEnumerator<PlannedVehicle> GetEnumerator() => _plan().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<PlannedVehicle> Generated(
        int vehicles,
        Random random,
        DateOnly from,
        int days,
        TimeZoneInfo zone
    )
    {
        var carrierLoads = new CarrierLoads(random);
        var busy = Enumerable.Range(0, days).Select(_ => 0.85 + 0.3 * random.NextDouble()).ToArray();
        var all = busy.Sum();
        var (soFar, planned) = (0d, 0);
        for (var i = 0; i < days; i++)
        {
            soFar += busy[i];
            var upToToday = i == days - 1 ? vehicles : (int)Math.Round(vehicles * soFar / all);
            var day = from.AddDays(i);
            var loads = carrierLoads.Day(upToToday - planned, day.Year).ToList();
            planned = upToToday;
            foreach (var vehicle in Scheduled(loads, random, day, zone, announced: 0.75))
            {
                yield return vehicle;
            }
        }
    }

    private static List<CarrierLoad> LoadsOf(IReadOnlyList<Vehicle> manifest)
    {
        var loads = new List<CarrierLoad>();
        for (var i = 0; i < manifest.Count; )
        {
            var carrier = manifest[i].CarrierPlate;
            var next = i + 1;
            while (carrier is not null && next < manifest.Count && manifest[next].CarrierPlate == carrier)
            {
                next++;
            }

            loads.Add(new CarrierLoad([.. manifest.Skip(i).Take(next - i)]));
            i = next;
        }

        return loads;
    }

    private static IEnumerable<PlannedVehicle> Scheduled(
        List<CarrierLoad> loads,
        Random random,
        DateOnly day,
        TimeZoneInfo zone,
        double announced
    )
    {
        var times = new TimeSpan[loads.Count];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = TimeSpan.FromHours(Hours.Draw(random).Hour) + TimeSpan.FromSeconds(random.Next(3_600));
        }

        Array.Sort(times);
        for (var i = 0; i < times.Length; i++)
        {
            var local = day.ToDateTime(TimeOnly.MinValue) + times[i];
            var arrivesAt = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            var preRegistered = random.WithProbability(announced);
            var noShow = preRegistered && random.WithProbability(0.02);
            foreach (var vehicle in loads[i].Vehicles)
            {
                yield return new PlannedVehicle
                {
                    Vehicle = vehicle,
                    ArrivesAt = arrivesAt,
                    ExpectedOn = day,
                    PreRegistered = preRegistered,
                    NoShow = noShow,
                    Channel = random.NextDouble() switch
                    {
                        < 0.80 => Channel.Green,
                        < 0.92 => Channel.Yellow,
                        _ => Channel.Red,
                    },
                    Findings = random.WithProbability(0.08) ? FindingsOf(random) : [],
                    Hold = random.WithProbability(0.03)
                        ? new PlannedHold(random.Pick(Holds), random.Around(Hour * 4))
                        : null,
                    Refusal = random.WithProbability(0.01) ? random.Pick(Refusals) : null,
                    Durations = new StepDurations(
                        DocumentaryControl: random.Around(Hour * 0.7),
                        InspectionWait: random.Around(Hour),
                        Inspection: random.Around(Hour * 0.7, spread: 0.4),
                        Decision: random.Around(Hour * 1.4),
                        GateOut: random.Around(Hour * 0.6, spread: 0.5)
                    ),
                };
            }
        }
    }

    private static TimeSpan Hour => TimeSpan.FromHours(1);

    private static Finding[] FindingsOf(Random random)
    {
        var first = Findings.Draw(random).Finding;
        var second = random.WithProbability(0.2) ? Findings.Draw(random).Finding : first;
        return first == second ? [first] : [first, second];
    }
}
