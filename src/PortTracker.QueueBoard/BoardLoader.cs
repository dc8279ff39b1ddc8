using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PortTracker.QueueBoard;

/// <summary>Fills the live boards from the store before the host serves.</summary>
internal sealed class BoardLoader(
    IServiceScopeFactory scopes,
    LiveBoards boards,
    PortCatalog ports,
    OwnProgress<BoardDb> progress,
    TimeProvider time
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BoardDb>();
        await progress.BeginAsync(db, cancellationToken);
        // Three days cover today and the day before in any time zone; what ended before is on no board.
        var since = time.GetUtcNow().AddDays(-3);
        var movements = await db
            .Movements.AsNoTracking()
            .Where(m => m.LastAt >= since || m.Stage <= Stage.Cleared)
            .ToListAsync(cancellationToken);
        boards.Apply(movements);
        foreach (var port in ports.All)
        {
            // From before those days one is enough, the first on record: it tells that the record reaches back that far.
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

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
