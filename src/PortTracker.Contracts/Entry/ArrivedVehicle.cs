namespace PortTracker.Contracts.Entry;

/// <summary>A vehicle that arrived.</summary>
/// <param name="MovementId">Its movement.</param>
/// <param name="Vin">Its VIN.</param>
/// <param name="Lane">Lane to drive to.</param>
/// <param name="QueueNumber">Its queue number.</param>
/// <param name="Version">Version of the movement at the entry service.</param>
/// <param name="Warning">What to check about it, such as a check digit that does not fit; null if there is nothing.</param>
public sealed record ArrivedVehicle(
    Guid MovementId,
    string Vin,
    string Lane,
    string QueueNumber,
    int Version,
    string? Warning = null
);
