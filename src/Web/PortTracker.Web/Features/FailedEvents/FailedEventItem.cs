using PortTracker.Contracts.FailedEvents;

namespace PortTracker.Web.Features.FailedEvents;

/// <summary>A failed event on the page.</summary>
public sealed class FailedEventItem(FailedEvent failed)
{
    /// <summary>The event.</summary>
    public FailedEvent Failed => failed;

    /// <summary>Identifies the failure; the same event can fail at several services.</summary>
    public string Key => $"{failed.Endpoint}:{failed.Id}";

    /// <summary>Whether it is selected.</summary>
    public bool IsSelected { get; set; }

    /// <summary>What a redrive would do, after a preview.</summary>
    public FailedEventResult? Preview { get; set; }

    /// <summary>Whether its details are shown.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Its details, after they were loaded.</summary>
    public FailedEventDetail? Detail { get; set; }
}
