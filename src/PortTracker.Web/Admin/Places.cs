using PortTracker.Contracts;
using PortTracker.Web.Desks;

namespace PortTracker.Web.Admin;

/// <summary>The firms and ports that rights can be for.</summary>
/// <param name="Firms">The firms.</param>
/// <param name="Ports">The ports.</param>
public sealed record Places(IReadOnlyList<Firm> Firms, IReadOnlyList<PortInfo> Ports)
{
    internal static async Task<Places> LookAsync(ApiClient api)
    {
        var firms = api.GetAsync<List<Firm>>("api/access/firms");
        var ports = api.GetAsync<List<PortInfo>>("api/board/ports");
        return new Places(await firms, await ports);
    }
}
