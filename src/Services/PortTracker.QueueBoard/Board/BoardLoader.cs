using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortTracker.Contracts.Events;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.QueueBoard.Board;

/// <summary>Loads the live boards from the store before the host accepts requests.</summary>
internal sealed class BoardLoader(
    IServiceScopeFactory scopes,
    PortBoards boards,
    PortCatalog ports,
    InstanceProgress<BoardDb> progress,
    TimeProvider time
) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BoardDb>();
        await progress.StartFromStoreAsync(db, cancellationToken);
        // Three days cover today and yesterday in every time zone. Movements that ended earlier are on no board.
        var since = time.GetUtcNow().AddDays(-3);
        var movements = await db
            .Movements.AsNoTracking()
            .Where(m => m.LastAt >= since || m.Stage <= Stage.Cleared)
            .ToListAsync(cancellationToken);
        boards.Apply(movements);
        foreach (var port in ports.All)
        {
            // One earlier movement, the first on record, is enough to show how far back the record reaches.
            boards.Apply(
                await db
                    .Movements.AsNoTracking()
                    .Where(m => m.Port == port.Code && m.ArrivedAt != null && m.LastAt < since)
                    .OldestFirst(db, m => m.Id, after: null)
                    .Take(1)
                    .ToListAsync(cancellationToken)
            );
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
