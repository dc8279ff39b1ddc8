using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;

namespace PortTracker.Web.Features.Admin;

/// <summary>The firms and ports that rights can name.</summary>
/// <param name="Firms">The firms.</param>
/// <param name="Ports">The ports.</param>
public sealed record RightLookups(IReadOnlyList<Firm> Firms, IReadOnlyList<PortInfo> Ports)
{
    /// <summary>Loads both at once.</summary>
    public static async Task<RightLookups> LoadAsync(PortTrackerClient client)
    {
        var firms = client.Firms.ListAsync();
        var ports = client.Board.PortsAsync();
        return new RightLookups(await firms, await ports);
    }
}
