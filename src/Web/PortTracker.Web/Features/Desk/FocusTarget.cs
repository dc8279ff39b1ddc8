namespace PortTracker.Web.Features.Desk;

/// <summary>Where the desk moves the focus after it renders.</summary>
internal enum FocusTarget
{
    /// <summary>It leaves the focus where it is.</summary>
    Unchanged,

    /// <summary>The field for scans and searches.</summary>
    Scan,

    /// <summary>The first field of the question that is open.</summary>
    Question,
}
