namespace PortTracker.Verification;

/// <summary>Result of a verification.</summary>
/// <param name="Checks">Its checks.</param>
public sealed record VerificationReport(IReadOnlyList<ConsistencyCheck> Checks)
{
    /// <summary>Whether all checks pass.</summary>
    public bool IsClean => Checks.All(check => check.Holds);
}
