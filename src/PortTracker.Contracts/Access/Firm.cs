using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Access;

/// <summary>A logistics firm: <c>GET /api/access/firms</c>; <c>POST</c> adds or renames one.</summary>
public sealed record Firm
{
    /// <summary>Its unified social credit code.</summary>
    [Uscc]
    public required string Uscc { get; init; }

    /// <summary>Its name.</summary>
    [NotBlank(200)]
    public required string Name { get; init; }
}
