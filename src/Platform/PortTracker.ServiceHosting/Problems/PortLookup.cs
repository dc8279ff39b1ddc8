using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.ServiceHosting.Problems;

/// <summary>Looks up the port of a request. An unknown port has the same status on every route.</summary>
public static class PortLookup
{
    /// <summary>A port in the query or the body: an unknown one is a 400 that names the field.</summary>
    public static bool TryGetFromRequest(
        this PortCatalog ports,
        string? code,
        [NotNullWhen(true)] out Port? port,
        [NotNullWhen(false)] out ProblemHttpResult? problem
    )
    {
        problem = ports.TryGet(code, out port) ? null : ProblemResults.Invalid("port", ports.UnknownPort(code));
        return problem is null;
    }

    /// <summary>A port in the path: an unknown one is a 404.</summary>
    public static bool TryGetFromPath(
        this PortCatalog ports,
        string? code,
        [NotNullWhen(true)] out Port? port,
        [NotNullWhen(false)] out ProblemHttpResult? problem
    )
    {
        problem = ports.TryGet(code, out port) ? null : ProblemResults.NotFound(ports.UnknownPort(code));
        return problem is null;
    }
}
