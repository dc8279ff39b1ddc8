using System.Collections;
using PortTracker.Contracts;

namespace PortTracker.Client.Simulation;

/// <summary>
/// The vehicles that come to a port over some days, in the order in which they come. The same seed gives the same plan. It
/// is made while it is read, a day at a time, so that a year's plan needs no more memory than a day's.
/// </summary>
public sealed class TrafficPlan : IReadOnlyCollection<PlannedVehicle>
{
    // Share of the day's arrivals in each hour of the port's clock: a busy day, a quiet but never an empty night.
    private static readonly Lottery<(int Hour, double Share)> Hours = new(
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

    private static readonly Lottery<(Finding Finding, double Share)> Findings = new(
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

    /// <summary>How many vehicles.</summary>
    public int Count { get; }

    /// <summary>A plan with made-up vehicles.</summary>
    /// <param name="vehicles">How many vehicles in all.</param>
    /// <param name="seed">What makes it this plan and not another.</param>
    /// <param name="from">The first business day.</param>
    /// <param name="days">Over how many days they come.</param>
    /// <param name="zone">The port's time zone.</param>
    public static TrafficPlan Generate(int vehicles, int seed, DateOnly from, int days, TimeZoneInfo zone)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vehicles);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return new TrafficPlan(vehicles, () => Generated(vehicles, new Random(seed), from, days, zone));
    }

    /// <summary>A plan in which the vehicles of a manifest, all announced, come over one day in the manifest's order.</summary>
    public static TrafficPlan Of(IReadOnlyList<Vehicle> manifest, int seed, DateOnly day, TimeZoneInfo zone) =>
        new(manifest.Count, () => Scheduled(UnitsOf(manifest), new Random(seed), day, zone, announced: 1));

    /// <summary>The same vehicles, all of which come without having been announced: a day that is over takes no announcements.</summary>
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
        var fleet = new Fleet(random);
        var busy = Enumerable.Range(0, days).Select(_ => 0.85 + 0.3 * random.NextDouble()).ToArray();
        var all = busy.Sum();
        var (soFar, planned) = (0d, 0);
        for (var i = 0; i < days; i++)
        {
            soFar += busy[i];
            var upToToday = i == days - 1 ? vehicles : (int)Math.Round(vehicles * soFar / all);
            var day = from.AddDays(i);
            var units = fleet.Day(upToToday - planned, day.Year).ToList();
            planned = upToToday;
            foreach (var vehicle in Scheduled(units, random, day, zone, announced: 0.75))
            {
                yield return vehicle;
            }
        }
    }

    private static List<Unit> UnitsOf(IReadOnlyList<Vehicle> manifest)
    {
        var units = new List<Unit>();
        for (var i = 0; i < manifest.Count; )
        {
            var carrier = manifest[i].CarrierPlate;
            var next = i + 1;
            while (carrier is not null && next < manifest.Count && manifest[next].CarrierPlate == carrier)
            {
                next++;
            }

            units.Add(new Unit([.. manifest.Skip(i).Take(next - i)]));
            i = next;
        }

        return units;
    }

    private static IEnumerable<PlannedVehicle> Scheduled(
        List<Unit> units,
        Random random,
        DateOnly day,
        TimeZoneInfo zone,
        double announced
    )
    {
        var times = new TimeSpan[units.Count];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = TimeSpan.FromHours(Hours.Draw(random).Hour) + TimeSpan.FromSeconds(random.Next(3_600));
        }

        Array.Sort(times);
        for (var i = 0; i < times.Length; i++)
        {
            var local = day.ToDateTime(TimeOnly.MinValue) + times[i];
            var arrivesAt = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            var preRegistered = random.OneIn(announced);
            var noShow = preRegistered && random.OneIn(0.02);
            foreach (var vehicle in units[i].Vehicles)
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
                    Findings = random.OneIn(0.08) ? FindingsOf(random) : [],
                    Hold = random.OneIn(0.03) ? new PlannedHold(random.Pick(Holds), random.Around(Hour * 4)) : null,
                    Refusal = random.OneIn(0.01) ? random.Pick(Refusals) : null,
                    Takes = new StepDurations(
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
        var second = random.OneIn(0.2) ? Findings.Draw(random).Finding : first;
        return first == second ? [first] : [first, second];
    }
}
