using System.Globalization;
using PortTracker.Contracts.Events;

namespace PortTracker.Simulation;

/// <summary>The CSV in which completed movements from before go-live are imported.</summary>
public static class MovementCsv
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>
    /// Writes every vehicle of the plan as a completed movement. The planned arrival becomes the departure, by which totals are
    /// counted: a plan of 421,000 vehicles over 2024 makes a total of 421,000 for 2024.
    /// </summary>
    public static void Write(Stream stream, IEnumerable<PlannedVehicle> plan)
    {
        using var csv = CsvFormat.Writer(
            stream,
            "channel",
            "inspections",
            "findings",
            "arrived_at",
            "cleared_at",
            "departed_at"
        );
        foreach (var planned in plan)
        {
            var isRed = planned.Channel is Channel.Red;
            var departed = planned.ArrivesAt;
            var cleared = departed - planned.Durations.GateOut;
            var arrived = cleared - ReleaseTime(planned);

            csv.WriteVehicle(planned.Vehicle);
            csv.WriteField(planned.Channel.ToString());
            // A vehicle with a blocking finding leaves only after a second inspection.
            var inspections = (isRed, planned.HasBlockingFinding) switch
            {
                (false, _) => 0,
                (true, false) => 1,
                (true, true) => 2,
            };
            csv.WriteField(inspections.ToString(CultureInfo.InvariantCulture));
            csv.WriteField((isRed ? planned.Findings.Count : 0).ToString(CultureInfo.InvariantCulture));
            csv.WriteField(arrived.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
            csv.WriteField(cleared.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
            csv.WriteField(departed.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
            csv.NextRecord();
        }
    }

    private static TimeSpan ReleaseTime(PlannedVehicle planned)
    {
        var durations = planned.Durations;
        var control = planned.Channel switch
        {
            Channel.Green => TimeSpan.Zero,
            Channel.Yellow => durations.DocumentaryControl,
            Channel.Red => durations.InspectionWait + durations.Inspection,
            _ => throw new ArgumentOutOfRangeException(nameof(planned), planned.Channel, "Not a channel."),
        };
        return control + durations.Decision + (planned.Hold?.Duration ?? TimeSpan.Zero);
    }
}
