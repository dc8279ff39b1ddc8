using PortTracker.Contracts.Audit;

namespace PortTracker.Verification;

/// <summary>
/// Finds rows of an audit trail that were altered, removed, inserted, moved or cut off. The hash of a row includes the number
/// with which it was written, so each row reveals its original place. An untouched trail is one segment: rows at their places,
/// each with the hash of the row before. In a trail of several segments, their places show what is missing, added or moved.
/// </summary>
public static class AuditVerifier
{
    // A trail with more segments is not verified to its end: hardly a row of it is valid.
    private const int MostSegments = 1_000;

    /// <summary>Verifies a trail while it is read.</summary>
    /// <param name="service">The service of the trail.</param>
    /// <param name="rows">All rows in the order of their numbers.</param>
    /// <param name="anchors">Anchors from outside the database; those of other services are ignored.</param>
    /// <param name="detailsRemovedBefore">Older rows may be without details; null if all must have them.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    public static async Task<AuditTrailReport> VerifyAsync(
        string service,
        IAsyncEnumerable<AuditEntry> rows,
        IEnumerable<AuditAnchor> anchors,
        DateTimeOffset? detailsRemovedBefore = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        var findings = new AuditFindings();
        var anchorCheck = new AnchorCheck(service, anchors);
        var details = new DetailsCheck(detailsRemovedBefore ?? DateTimeOffset.MinValue, findings);
        var reader = new TrailReader(anchorCheck, findings);
        var isComplete = true;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            details.Check(row);
            reader.Add(row);
            if (reader.Segments.Count > MostSegments)
            {
                isComplete = false;
                break;
            }
        }

        var beginning = AuditChain.Text(AuditChain.Beginning(service));
        var end = ChainCheck.Check(beginning, reader.Segments, anchorCheck, findings);
        if (isComplete)
        {
            anchorCheck.Compare(end, findings);
        }

        return new AuditTrailReport
        {
            Service = service,
            Rows = reader.Rows,
            Head = reader.Last?.Sequence ?? 0,
            HeadHash = reader.Last?.Hash ?? beginning,
            DetailsRemoved = details.Removed,
            Anchors = anchorCheck.Count,
            Wrong = findings.Count,
            Findings = findings.First,
            IsComplete = isComplete,
        };
    }
}
