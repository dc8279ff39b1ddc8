using PortTracker.Contracts.Audit;

namespace PortTracker.Verification;

/// <summary>Compares the details of rows with their hash. Details of rows past their retention may be removed.</summary>
internal sealed class DetailsCheck(DateTimeOffset removedBefore, AuditFindings findings)
{
    /// <summary>Number of rows without details.</summary>
    public long Removed { get; private set; }

    public void Check(AuditEntry row)
    {
        if (row.Details is null)
        {
            Removed++;
            if (row.At >= removedBefore)
            {
                findings.AddForDetails(row.Sequence, AuditFault.DetailsRemoved, "its details were removed");
            }
        }
        else if (AuditChain.DetailsHash(row) != row.DetailsHash)
        {
            findings.AddForDetails(row.Sequence, AuditFault.DetailsAltered, "its details differ from what was written");
        }
    }
}
