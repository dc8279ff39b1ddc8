namespace PortTracker.Web.Features.Firms;

/// <summary>How the list is grouped.</summary>
public enum FirmGrouping
{
    /// <summary>One list.</summary>
    None,

    /// <summary>By declaration.</summary>
    Declaration,

    /// <summary>By carrier.</summary>
    Carrier,
}
