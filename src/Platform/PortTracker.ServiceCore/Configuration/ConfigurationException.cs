namespace PortTracker.ServiceCore.Configuration;

/// <summary>The configuration is not valid. The message says what to change.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
