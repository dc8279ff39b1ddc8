using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>Checks that the ports and the firm that rights name exist.</summary>
internal static class RightsCheck
{
    /// <summary>Why the rights cannot be given; null if they can.</summary>
    public static async Task<ProblemHttpResult?> CheckAsync(
        UserRights rights,
        AccessDb db,
        PortCatalog ports,
        CancellationToken cancellationToken
    )
    {
        if (rights.Ports.FirstOrDefault(port => port is not Caller.EveryPort && !ports.TryGet(port, out _)) is { } port)
        {
            return ProblemResults.Invalid("ports", ports.UnknownPort(port));
        }

        var firm = rights.Firm is { } uscc ? Uscc.Normalise(uscc) : null;
        return firm is null || await db.Firms.AnyAsync(f => f.Uscc == firm, cancellationToken)
            ? null
            : ProblemResults.Invalid("firm", $"Firm {firm} does not exist. Add it first with POST /api/access/firms.");
    }
}
