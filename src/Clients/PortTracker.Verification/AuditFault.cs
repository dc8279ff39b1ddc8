namespace PortTracker.Verification;

/// <summary>Kinds of faults in an audit trail.</summary>
public enum AuditFault
{
    /// <summary>The row differs from what was written.</summary>
    Altered,

    /// <summary>The row was removed.</summary>
    Removed,

    /// <summary>The service never wrote the row.</summary>
    Inserted,

    /// <summary>The row was written with another number.</summary>
    OutOfOrder,

    /// <summary>The rows from this one on were removed: an anchor proves that they existed.</summary>
    CutOff,

    /// <summary>The details of the row differ from what was written.</summary>
    DetailsAltered,

    /// <summary>The details of the row were removed before the end of their retention.</summary>
    DetailsRemoved,
}
