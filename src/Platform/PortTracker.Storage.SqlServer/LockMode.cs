namespace PortTracker.Storage.SqlServer;

/// <summary>How a transaction holds the lock of its service.</summary>
internal enum LockMode
{
    /// <summary>Other readers may hold it at the same time, but no writer.</summary>
    Shared,

    /// <summary>No other transaction may hold it.</summary>
    Exclusive,
}
