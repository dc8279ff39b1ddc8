namespace PortTracker.Verification;

/// <summary>Result of a verification of audit trails.</summary>
/// <param name="Trails">Result for each service.</param>
public sealed record AuditReport(IReadOnlyList<AuditTrailReport> Trails)
{
    /// <summary>Whether no trail has a finding.</summary>
    public bool IsClean => Trails.All(trail => trail.IsClean);
}
