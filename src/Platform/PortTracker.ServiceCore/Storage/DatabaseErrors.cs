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
        || (Find(e) is { } error && !dialect.RefusesData(error));

    /// <summary>Whether the disk or the database cannot be used now, whatever the statement.</summary>
    public static bool IsUnavailable(this IDatabaseDialect dialect, Exception e) =>
        Find(e) is { } error && dialect.IsUnavailable(error);

    /// <summary>Whether the database refused a row because another row has the same key.</summary>
    public static bool IsDuplicateKey(this IDatabaseDialect dialect, Exception e) =>
        Find(e) is { } error && dialect.IsDuplicateKey(error);

    // EF Core wraps the provider's exception, which itself has one of the network within.
    private static DbException? Find(Exception? e)
    {
        while (e is not null and not DbException)
        {
            e = e.InnerException;
        }

        return e as DbException;
    }
}
