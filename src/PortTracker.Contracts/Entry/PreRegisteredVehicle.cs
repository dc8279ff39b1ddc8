namespace PortTracker.Contracts.Entry;

/// <summary>A vehicle that was announced.</summary>
/// <param name="MovementId">Its movement.</param>
/// <param name="Vin">Its VIN.</param>
/// <param name="Line">Its line in the CSV, where the heading is line 1; null for JSON.</param>
/// <param name="Warning">What to check about it, such as a check digit that does not fit; null if there is nothing.</param>
public sealed record PreRegisteredVehicle(Guid MovementId, string Vin, int? Line = null, string? Warning = null);
