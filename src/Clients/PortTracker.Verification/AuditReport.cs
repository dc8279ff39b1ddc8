namespace PortTracker.Verification;

/// <summary>Result of a verification of audit trails.</summary>
/// <param name="Trails">Result for each service.</param>
/// <param name="SkippedAnchorLines">Lines of the anchor file that are no anchors, and vouch for nothing.</param>
public sealed record AuditReport(IReadOnlyList<AuditTrailReport> Trails, IReadOnlyList<int> SkippedAnchorLines)
{
    /// <summary>Whether no trail has a finding.</summary>
    public bool IsClean => Trails.All(trail => trail.IsClean);
}
