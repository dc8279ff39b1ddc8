using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.Tests.Persistence;

/// <summary>Lets each commit and the health check's write fail as on a full disk, while it is full.</summary>
internal sealed class FullDisk : DbCommandInterceptor, IDbTransactionInterceptor
{
    public bool IsFull { get; set; }

    public void AddTo(IServiceCollection services) => services.AddSingleton<IInterceptor>(this);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        Check();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Check();
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    private void Check()
    {
        if (IsFull)
        {
            throw new SqliteException("SQLite Error 13: 'database or disk is full'.", 13);
        }
    }
}
