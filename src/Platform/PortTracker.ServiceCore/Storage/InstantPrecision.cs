namespace PortTracker.ServiceCore.Storage;

/// <summary>The precision of instants that every database preserves.</summary>
public static class InstantPrecision
{
    public static DateTimeOffset TruncateToMilliseconds(this DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
