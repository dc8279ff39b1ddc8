using PortTracker.Contracts;

namespace PortTracker.Web.Failures;

/// <summary>A failed message on the page.</summary>
public sealed class FailureRow(FailedMessage failed)
{
    /// <summary>The message.</summary>
    public FailedMessage Failed => failed;

    /// <summary>Apart from the same event's failure at another service.</summary>
    public string Key => $"{failed.Endpoint}:{failed.Id}";

    /// <summary>Whether it is selected.</summary>
    public bool IsSelected { get; set; }

    /// <summary>What a redrive would do, once that was asked.</summary>
    public FailureResult? Preview { get; set; }

    /// <summary>Whether its details are shown.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Its details, once they were asked for.</summary>
    public FailedMessageDetail? Detail { get; set; }
}
