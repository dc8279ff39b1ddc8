using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PortTracker.QueueBoard;

/// <summary>Fills the live boards from the store before the host serves.</summary>
internal sealed class BoardLoader(
    IServiceScopeFactory scopes,
    LiveBoards boards,
    OwnProgress<BoardDb> progress,
    TimeProvider time
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BoardDb>();
        await progress.BeginAsync(db, cancellationToken);
        // Two days cover today in any time zone; what ended before is on no board.
        var since = time.GetUtcNow().AddDays(-2);
        var movements = await db
            .Movements.AsNoTracking()
            .Where(m => m.LastAt >= since || m.Stage <= Stage.Cleared)
            .ToListAsync(cancellationToken);
        boards.Apply(movements);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
