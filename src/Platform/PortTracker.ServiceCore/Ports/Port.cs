using PortTracker.Contracts.Vehicles;

namespace PortTracker.ServiceCore.Ports;

/// <summary>A port in the configuration section <c>Ports</c>.</summary>
public sealed class Port
{
    private const int MaxCode = 16;
    private TimeZoneInfo? zone;

    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>IANA name of the port's time zone, which defines its business days.</summary>
    public string TimeZone { get; set; } = "";

    public IList<Lane> Lanes { get; set; } = [];

    public TimeZoneInfo Zone => zone ??= TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The business day of an instant.</summary>
    public DateOnly BusinessDate(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The start of a business day.</summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The errors in the configuration of the port.</summary>
    public IEnumerable<string> Errors()
    {
        if (string.IsNullOrWhiteSpace(Code) || Code.Length > MaxCode)
        {
            yield return $"'{Code}' is not a code. Give each port a code of 1 to {MaxCode} characters.";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return $"{Code} has the unknown time zone '{TimeZone}'. Give an IANA name, such as Asia/Shanghai.";
        }

        foreach (
            var lane in Lanes.Where(lane => string.IsNullOrWhiteSpace(lane.Name) || lane.Name.Length > Lane.MaxName)
        )
        {
            yield return $"{Code} has the lane name '{lane.Name}'. Give each lane a name of 1 to {Lane.MaxName} characters.";
        }

        foreach (var name in Lanes.GroupBy(lane => lane.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (name.Count() > 1)
            {
                yield return $"{Code} has the lane name '{name.Key}' {name.Count()} times. Give each lane a different name.";
            }
        }

        foreach (var category in Enum.GetValues<VehicleCategory>())
        {
            if (!Lanes.Any(lane => lane.Takes(category)))
            {
                yield return $"{Code} has no lane that takes a {category}. Add one.";
            }
        }
    }
}
