namespace PortTracker.Storage.Sqlite;

/// <summary>Another host owns the data directory.</summary>
public sealed class DataDirectoryInUseException(string path, Exception inner)
    : Exception(
        $"Another host is using the data directory {path}. Stop that host, or choose another directory with --Data:Directory=PATH.",
        inner
    );
