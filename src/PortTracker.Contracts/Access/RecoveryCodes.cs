namespace PortTracker.Contracts.Access;

/// <summary>Codes for signing in without the authenticator app, each once. They are not shown again.</summary>
public sealed record RecoveryCodes
{
    /// <summary>The codes.</summary>
    public required IReadOnlyList<string> Codes { get; init; }
}
