using System.Globalization;
using PortTracker.Contracts;

namespace PortTracker.Client.Simulation;

/// <summary>The CSV in which completed movements from before go-live are imported.</summary>
public static class MovementFile
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>
    /// Writes every vehicle of the plan as a movement that was completed. The planned times are taken as those of departure,
    /// by which totals are counted: a plan of 421,000 vehicles over 2024 makes a total of 421,000 for 2024.
    /// </summary>
    public static void Write(Stream stream, IEnumerable<PlannedVehicle> plan)
    {
        using var csv = PortCsv.Writer(
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
            var cleared = departed - planned.Takes.GateOut;
            var arrived = cleared - ReleaseTime(planned);

            csv.WriteVehicle(planned.Vehicle);
            csv.WriteField(planned.Channel.ToString());
            // What was objected to left only after a further inspection that found it mended.
            var inspections = (isRed, planned.WouldBeObjected) switch
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
        var takes = planned.Takes;
        var control = planned.Channel switch
        {
            Channel.Green => TimeSpan.Zero,
            Channel.Yellow => takes.DocumentaryControl,
            Channel.Red => takes.InspectionWait + takes.Inspection,
            _ => throw new ArgumentOutOfRangeException(nameof(planned), planned.Channel, "Not a channel."),
        };
        return control + takes.Decision + (planned.Hold?.Duration ?? TimeSpan.Zero);
    }
}
