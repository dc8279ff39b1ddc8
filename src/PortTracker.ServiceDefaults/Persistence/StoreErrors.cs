using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace PortTracker.ServiceDefaults;

internal static class StoreErrors
{
    private const int SqliteConstraint = 19;

    // Of a unique index, of a primary key.
    private static readonly HashSet<int> SqliteDuplicates = [2067, 1555];
    private static readonly HashSet<int> SqlServerDuplicates = [2601, 2627];

    // Null where none may be, a duplicate key, a broken reference, text that is too long (two numbers), a value out of range.
    private static readonly HashSet<int> OfTheData = [515, 547, 2601, 2627, 2628, 8115, 8152];

    /// <summary>
    /// Whether the trouble is the disk's or the database's, so that it passes and one waits for that. A value that the database
    /// will never take comes with the data, and will not pass.
    /// </summary>
    public static bool IsOfTheStore(Exception e) =>
        e is OperationCanceledException or IOException
        || e.GetBaseException() switch
        {
            SqliteException sqlite => sqlite.SqliteErrorCode is not SqliteConstraint,
            SqlException sql => !OfTheData.Contains(sql.Number),
            DbException => true,
            _ => false,
        };

    /// <summary>Whether the database refused a row because there is another with the same key.</summary>
    public static bool IsDuplicate(Exception e) =>
        e.GetBaseException() switch
        {
            SqliteException sqlite => SqliteDuplicates.Contains(sqlite.SqliteExtendedErrorCode),
            SqlException sql => SqlServerDuplicates.Contains(sql.Number),
            _ => false,
        };
}
