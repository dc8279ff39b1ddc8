using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace PortTracker.ServiceDefaults;

/// <summary>A port as the configuration section <c>Ports</c> describes it.</summary>
public sealed class Port
{
    private TimeZoneInfo? zone;

    [Required]
    public string Code { get; set; } = "";

    [Required]
    public string Name { get; set; } = "";

    /// <summary>IANA name of the zone in which the port counts its days.</summary>
    [Required]
    public string TimeZone { get; set; } = "";

    [MinLength(1)]
    public IList<Lane> Lanes { get; set; } = [];

    public TimeZoneInfo Zone => zone ??= TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The day of the port's calendar on which an instant falls.</summary>
    public DateOnly BusinessDate(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a business day begins.</summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <summary>A lane of a port.</summary>
public sealed class Lane
{
    [Required, MaxLength(8)]
    public string Name { get; set; } = "";

    /// <summary>Kinds of vehicle that are sent here; empty for any.</summary>
    public IList<VehicleCategory> Categories { get; set; } = [];

    public bool Takes(VehicleCategory category) => Categories.Count is 0 || Categories.Contains(category);
}

/// <summary>The ports of this installation.</summary>
public sealed class PortCatalog(IOptions<PortOptions> options)
{
    private readonly Dictionary<string, Port> ports = options.Value.Ports.ToDictionary(
        port => port.Code,
        StringComparer.OrdinalIgnoreCase
    );

    public IReadOnlyCollection<Port> All => ports.Values;

    public Port this[string code] => ports[code];

    public bool TryGet(string? code, [NotNullWhen(true)] out Port? port) => ports.TryGetValue(code ?? "", out port);

    /// <summary>What to tell a caller who named a port that is not there.</summary>
    public string UnknownPort(string? code) =>
        $"There is no port '{code}' here; there is {string.Join(", ", ports.Keys)}.";
}

/// <summary>Configuration of the ports.</summary>
public sealed class PortOptions : IValidateOptions<PortOptions>
{
    public IList<Port> Ports { get; set; } = [];

    public ValidateOptionsResult Validate(string? name, PortOptions options)
    {
        if (options.Ports.Count is 0)
        {
            return ValidateOptionsResult.Fail("Ports: configure at least one port.");
        }

        foreach (var port in options.Ports)
        {
            if (string.IsNullOrWhiteSpace(port.Code) || port.Code.Length > 16)
            {
                return ValidateOptionsResult.Fail("Ports: each needs a code of at most 16 characters.");
            }

            if (!TimeZoneInfo.TryFindSystemTimeZoneById(port.TimeZone, out _))
            {
                return ValidateOptionsResult.Fail($"Ports: {port.Code} has the unknown time zone '{port.TimeZone}'.");
            }

            if (port.Lanes.Count is 0 || port.Lanes.Any(lane => string.IsNullOrWhiteSpace(lane.Name)))
            {
                return ValidateOptionsResult.Fail($"Ports: {port.Code} needs lanes, each with a name.");
            }

            foreach (var category in Enum.GetValues<VehicleCategory>())
            {
                if (!port.Lanes.Any(lane => lane.Takes(category)))
                {
                    return ValidateOptionsResult.Fail($"Ports: {port.Code} has no lane that takes a {category}.");
                }
            }
        }

        return
            options.Ports.DistinctBy(port => port.Code, StringComparer.OrdinalIgnoreCase).Count() == options.Ports.Count
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Ports: a code is given twice.");
    }
}
