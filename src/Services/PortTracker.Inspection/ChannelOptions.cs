using Microsoft.Extensions.Options;

namespace PortTracker.Inspection;

/// <summary>Configuration section <c>Inspection</c>: the channel of each vehicle.</summary>
internal sealed class ChannelOptions : IValidateOptions<ChannelOptions>
{
    /// <summary>The rules in the order of evaluation. The first match decides.</summary>
    public IList<ChannelRule> Rules { get; set; } = [];

    /// <summary>Share of the other vehicles to inspect at random, 0 to 1.</summary>
    public double RandomRed { get; set; }

    /// <summary>Share of the other vehicles whose documents to check at random, 0 to 1.</summary>
    public double RandomYellow { get; set; }

    public ValidateOptionsResult Validate(string? name, ChannelOptions options) =>
        options.RandomRed is < 0 or > 1
        || options.RandomYellow is < 0 or > 1
        || options.RandomRed + options.RandomYellow > 1
            ? ValidateOptionsResult.Fail(
                "Inspection: set RandomRed and RandomYellow to shares from 0 to 1 with a sum of at most 1."
            )
        : options.Rules.Any(rule => string.IsNullOrWhiteSpace(rule.Name))
            ? ValidateOptionsResult.Fail("Inspection: give each rule a name. The records show it.")
        : ValidateOptionsResult.Success;
}
