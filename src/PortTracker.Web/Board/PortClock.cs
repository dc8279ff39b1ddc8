using PortTracker.Contracts;

namespace PortTracker.Web.Board;

/// <summary>A port's own clock and calendar, in whatever time zone the page is looked at.</summary>
internal static class PortClock
{
    /// <summary>An instant by the port's clock.</summary>
    public static DateTimeOffset At(this PortInfo port, DateTimeOffset instant) =>
        instant.ToOffset(TimeSpan.FromMinutes(port.UtcOffsetMinutes));

    /// <summary>The day that it is there.</summary>
    public static DateOnly Today(this PortInfo port, TimeProvider clock) =>
        DateOnly.FromDateTime(port.At(clock.GetUtcNow()).DateTime);
}
