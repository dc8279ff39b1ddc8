namespace PortTracker.Verification;

/// <summary>
/// Proves that no movement was lost and none was counted twice: every service has every movement exactly once and at the same
/// versions, and the totals equal a recount of the movements.
/// </summary>
public static class ConsistencyVerifier
{
    /// <summary>Runs all checks on the evidence.</summary>
    public static VerificationReport Verify(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return new VerificationReport([
            .. FeedChecks.All(evidence.Feeds),
            .. new LedgerChecks(evidence).All(),
            .. TotalsChecks.All(evidence),
        ]);
    }
}
