using Microsoft.Extensions.Options;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Inspection;

/// <summary>Selects the channel of a vehicle.</summary>
internal sealed class ChannelRules(IOptions<ChannelOptions> options)
{
    public ChannelSelection Select(Vehicle vehicle, int selectionNumber)
    {
        var settings = options.Value;
        if (settings.Rules.FirstOrDefault(rule => rule.Matches(vehicle)) is { } match)
        {
            return new ChannelSelection(match.Channel, ChannelSource.Rule, match.Name);
        }

        var share = selectionNumber / 1_000_000d;
        return share < settings.RandomRed ? new ChannelSelection(Channel.Red, ChannelSource.Random, "random share")
            : share < settings.RandomRed + settings.RandomYellow
                ? new ChannelSelection(Channel.Yellow, ChannelSource.Random, "random share")
            : new ChannelSelection(Channel.Green, ChannelSource.Rule, "no rule matched");
    }
}
