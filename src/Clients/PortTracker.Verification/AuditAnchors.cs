using PortTracker.Contracts.Audit;

namespace PortTracker.Verification;

/// <summary>The content of an anchor file.</summary>
/// <param name="Anchors">The anchors, of all services.</param>
/// <param name="SkippedLines">Numbers of the lines that are not anchors: a crash or a full disk tore them.</param>
public sealed record AuditAnchors(IReadOnlyList<AuditAnchor> Anchors, IReadOnlyList<int> SkippedLines)
{
    /// <summary>No anchors, where there is no file.</summary>
    public static AuditAnchors None { get; } = new([], []);
}
