using PortTracker.Contracts.Api;

namespace PortTracker.Simulation;

/// <summary>A step of a planned vehicle that is ready to be sent.</summary>
internal sealed record DueStep(PlannedVehicle Planned, MovementReference Movement);
