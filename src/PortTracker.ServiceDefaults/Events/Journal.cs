using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>A service's journal as others may read it.</summary>
internal interface IJournal
{
    Task<IReadOnlyList<JournalLine>> ReadAsync(long after, int limit, CancellationToken cancellationToken);
}

internal sealed record JournalLine(long Sequence, Guid MovementId, byte[] Body);

internal sealed class Journal<TDb>(IServiceScopeFactory scopes) : IJournal
    where TDb : ServiceDbContext
{
    public async Task<IReadOnlyList<JournalLine>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        return await db
            .Journal.Where(entry => entry.Sequence > after)
            .OrderBy(entry => entry.Sequence)
            .Take(limit)
            .Select(entry => new JournalLine(entry.Sequence, entry.MovementId, entry.Body))
            .ToListAsync(cancellationToken);
    }
}
