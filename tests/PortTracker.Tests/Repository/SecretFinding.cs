namespace PortTracker.Tests.Repository;

/// <summary>What was found, and where.</summary>
internal sealed record SecretFinding(string Path, int Line, string Kind, string Value);
