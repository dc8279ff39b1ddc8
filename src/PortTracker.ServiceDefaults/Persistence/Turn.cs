using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PortTracker.ServiceDefaults;

/// <summary>How a transaction on SQL Server wants its service's tables.</summary>
internal enum Turn
{
    /// <summary>With other readers, while nobody writes.</summary>
    Shared,

    /// <summary>Alone, to write.</summary>
    Exclusive,
}

internal static class Turns
{
    /// <summary>
    /// Waits for its turn, which ends with the transaction. There is one writer a service on SQL Server too, among all its
    /// instances: what is read in a transaction stays true until its commit, and the journal's numbers follow the order of the
    /// commits, so that no reader can pass one that is still to come.
    /// </summary>
    public static Task TakeTurnAsync(
        this DatabaseFacade database,
        string service,
        Turn turn,
        CancellationToken cancellationToken
    )
    {
        var (resource, mode) = ($"porttracker.{service}", turn.ToString());
        return database.ExecuteSqlAsync(
            $"""
            DECLARE @turn int;
            EXEC @turn = sp_getapplock @Resource = {resource}, @LockMode = {mode}, @LockOwner = 'Transaction', @LockTimeout = 60000;
            IF @turn < 0 THROW 50001, 'The service did not get its turn in time.', 1;
            """,
            cancellationToken
        );
    }
}
