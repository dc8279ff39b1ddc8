namespace PortTracker.Contracts.Events;

/// <summary>The documents of a vehicle in the yellow channel were found in order.</summary>
public sealed record DocumentsApproved : InspectionEvent;
