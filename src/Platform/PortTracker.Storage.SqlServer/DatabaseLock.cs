using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PortTracker.Storage.SqlServer;

/// <summary>The lock that allows one writer per service.</summary>
internal static class DatabaseLock
{
    /// <summary>Takes an application lock for a service. It is released when the current transaction ends.</summary>
    public static Task AcquireServiceLockAsync(
        this DatabaseFacade database,
        string service,
        LockMode lockMode,
        CancellationToken cancellationToken
    )
    {
        var (resource, mode) = ($"porttracker.{service}", lockMode.ToString());
        return database.ExecuteSqlAsync(
            $"""
            DECLARE @result int;
            EXEC @result = sp_getapplock @Resource = {resource}, @LockMode = {mode}, @LockOwner = 'Transaction', @LockTimeout = 60000;
            IF @result < 0 THROW 50001, 'The writer lock of the service was not free within 60 seconds.', 1;
            """,
            cancellationToken
        );
    }
}
