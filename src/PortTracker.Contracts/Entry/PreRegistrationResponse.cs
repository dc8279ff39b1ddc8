using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Entry;

/// <summary>Answer to a pre-registration, as JSON or CSV.</summary>
public sealed record PreRegistrationResponse
{
    /// <summary>The movements, in the order of the request.</summary>
    public required IReadOnlyList<PreRegisteredVehicle> Movements { get; init; }

    /// <summary>Lines of a CSV that were not taken, with <c>badLines=Report</c>.</summary>
    public IReadOnlyList<LineError> BadLines { get; init; } = [];
}
