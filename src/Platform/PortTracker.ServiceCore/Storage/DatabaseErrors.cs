using System.Data.Common;

namespace PortTracker.ServiceCore.Storage;

/// <summary>Distinguishes temporary errors from permanent ones.</summary>
public static class DatabaseErrors
{
    /// <summary>
    /// Whether the disk or the database is temporarily unavailable, so that the caller can wait and retry. A value that the database
    /// refuses is a permanent error.
    /// </summary>
    public static bool IsTransient(this IDatabaseDialect dialect, Exception e) =>
        e is OperationCanceledException or IOException or ServiceUnavailableException
        || (e.GetBaseException() is DbException error && !dialect.RefusesData(error));

    /// <summary>Whether the disk or the database cannot be used now, whatever the statement.</summary>
    public static bool IsUnavailable(this IDatabaseDialect dialect, Exception e) =>
        e.GetBaseException() is DbException error && dialect.IsUnavailable(error);

    /// <summary>Whether the database refused a row because another row has the same key.</summary>
    public static bool IsDuplicateKey(this IDatabaseDialect dialect, Exception e) =>
        e.GetBaseException() is DbException error && dialect.IsDuplicateKey(error);
}
