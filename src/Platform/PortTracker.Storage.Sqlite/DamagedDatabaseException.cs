namespace PortTracker.Storage.Sqlite;

/// <summary>A database file does not hold together.</summary>
public sealed class DamagedDatabaseException(string path, string damage, Exception? inner = null)
    : Exception(
        $"The database file {path} is damaged: {damage}. Put back the latest backup of all files of its directory together, as infra/README.md tells, and start the host again.",
        inner
    );
