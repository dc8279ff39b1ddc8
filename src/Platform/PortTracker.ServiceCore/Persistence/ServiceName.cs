namespace PortTracker.ServiceCore.Persistence;

/// <summary>The name of the service that owns a database.</summary>
public sealed record ServiceName<TDb>(string Value);
