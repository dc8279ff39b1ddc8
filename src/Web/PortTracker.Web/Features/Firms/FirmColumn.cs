namespace PortTracker.Web.Features.Firms;

/// <summary>The columns of the list.</summary>
public enum FirmColumn
{
    /// <summary>The queue number.</summary>
    QueueNumber,

    /// <summary>The VIN.</summary>
    Vin,

    /// <summary>The declaration.</summary>
    Declaration,

    /// <summary>The carrier.</summary>
    Carrier,

    /// <summary>The destination.</summary>
    Destination,

    /// <summary>The stage: in the port, expected, finished; the longest wait first.</summary>
    Stage,

    /// <summary>The time since when it is there.</summary>
    Since,
}
