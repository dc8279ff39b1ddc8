using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.SqlServer;

/// <summary>The lock that allows one writer per service.</summary>
internal static class DatabaseLock
{
    private const int NotFree = 50001;

    /// <summary>Takes an application lock for a service. It is released when the current transaction ends.</summary>
    /// <exception cref="ServiceBusyException">The lock was not free within a minute.</exception>
    public static async Task AcquireServiceLockAsync(
        this DatabaseFacade database,
        string service,
        LockMode lockMode,
        CancellationToken cancellationToken
    )
    {
        var (resource, mode) = ($"porttracker.{service}", lockMode.ToString());
        try
        {
            await database.ExecuteSqlAsync(
                $"""
                DECLARE @result int;
                EXEC @result = sp_getapplock @Resource = {resource}, @LockMode = {mode}, @LockOwner = 'Transaction', @LockTimeout = 60000;
                IF @result < 0 THROW 50001, 'The writer lock of the service was not free within 60 seconds.', 1;
                """,
                cancellationToken
            );
        }
        catch (SqlException e) when (e.Number is NotFree)
        {
            throw new ServiceBusyException(service, e);
        }
    }
}
