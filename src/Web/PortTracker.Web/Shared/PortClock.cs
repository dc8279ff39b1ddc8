using PortTracker.Contracts.Board;

namespace PortTracker.Web.Shared;

/// <summary>A port's local time, whatever the time zone of the browser.</summary>
internal static class PortClock
{
    /// <summary>An instant in the port's local time.</summary>
    public static DateTimeOffset At(this PortInfo port, DateTimeOffset instant) =>
        instant.ToOffset(TimeSpan.FromMinutes(port.UtcOffsetMinutes));

    /// <summary>Today at the port.</summary>
    public static DateOnly Today(this PortInfo port, TimeProvider clock) =>
        DateOnly.FromDateTime(port.At(clock.GetUtcNow()).DateTime);
}
