using Microsoft.Extensions.Options;

namespace PortTracker.Inspection;

/// <summary>Configuration section <c>Inspection</c>: which vehicles are looked at, and how closely.</summary>
internal sealed class ChannelOptions : IValidateOptions<ChannelOptions>
{
    /// <summary>The rules in the order in which they are tried; the first that matches decides.</summary>
    public IList<ChannelRule> Rules { get; set; } = [];

    /// <summary>Share of the other vehicles that is inspected at random, 0 to 1.</summary>
    public double RandomRed { get; set; }

    /// <summary>Share of the other vehicles whose documents are controlled at random, 0 to 1.</summary>
    public double RandomYellow { get; set; }

    public ValidateOptionsResult Validate(string? name, ChannelOptions options) =>
        options.RandomRed is < 0 or > 1
        || options.RandomYellow is < 0 or > 1
        || options.RandomRed + options.RandomYellow > 1
            ? ValidateOptionsResult.Fail(
                "Inspection: RandomRed and RandomYellow are shares from 0 to 1, together at most 1."
            )
        : options.Rules.Any(rule => string.IsNullOrWhiteSpace(rule.Name))
            ? ValidateOptionsResult.Fail("Inspection: each rule needs a name; it stands in the records.")
        : ValidateOptionsResult.Success;
}

/// <summary>A rule: it matches a vehicle that fits every list that is not empty.</summary>
internal sealed class ChannelRule
{
    public string Name { get; set; } = "";
    public Channel Channel { get; set; }
    public IList<string> Destinations { get; set; } = [];
    public IList<string> Brands { get; set; } = [];
    public IList<string> Operators { get; set; } = [];

    /// <summary>Beginnings of HS codes.</summary>
    public IList<string> HsCodes { get; set; } = [];
    public IList<VehicleCategory> Categories { get; set; } = [];
    public IList<Propulsion> Propulsions { get; set; } = [];
    public IList<ShipmentForm> Forms { get; set; } = [];

    public bool Matches(Vehicle vehicle) =>
        Fits(Destinations, vehicle.Destination)
        && Fits(Brands, vehicle.Brand)
        && Fits(Operators, vehicle.Operator)
        && (Categories.Count is 0 || Categories.Contains(vehicle.Category))
        && (Propulsions.Count is 0 || Propulsions.Contains(vehicle.Propulsion))
        && (Forms.Count is 0 || Forms.Contains(vehicle.Form))
        && (HsCodes.Count is 0 || HsCodes.Any(code => vehicle.HsCode.StartsWith(code, StringComparison.Ordinal)));

    private static bool Fits(IList<string> list, string value) =>
        list.Count is 0 || list.Contains(value, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A channel, and what chose it.</summary>
internal readonly record struct Selection(Channel Channel, SelectedBy By, string Ground);

/// <summary>Chooses channels.</summary>
internal sealed class ChannelRules(IOptions<ChannelOptions> options)
{
    public Selection Select(Vehicle vehicle, int lot)
    {
        var settings = options.Value;
        if (settings.Rules.FirstOrDefault(rule => rule.Matches(vehicle)) is { } match)
        {
            return new Selection(match.Channel, SelectedBy.Rule, match.Name);
        }

        var share = lot / 1_000_000d;
        return share < settings.RandomRed ? new Selection(Channel.Red, SelectedBy.Random, "random share")
            : share < settings.RandomRed + settings.RandomYellow
                ? new Selection(Channel.Yellow, SelectedBy.Random, "random share")
            : new Selection(Channel.Green, SelectedBy.Rule, "no rule matched");
    }
}
