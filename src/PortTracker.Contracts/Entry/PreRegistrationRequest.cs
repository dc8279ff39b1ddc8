using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Entry;

/// <summary>
/// <c>POST /api/entry/pre-registrations</c>: an operator announces one or many vehicles, a firm its own only. Answers 201, or 400 and
/// 409 with nothing recorded. Announcements of other firms do not matter: the papers at the gate decide.
/// </summary>
public sealed record PreRegistrationRequest
{
    /// <summary>Code of the port.</summary>
    [NotBlank(16)]
    public required string Port { get; init; }

    /// <summary>Day for which they are announced, in the port's time zone.</summary>
    public required DateOnly ExpectedOn { get; init; }

    /// <summary>The vehicles, 1 to 500, each VIN once.</summary>
    [ItemCount]
    public required IReadOnlyList<Vehicle> Vehicles { get; init; }
}
