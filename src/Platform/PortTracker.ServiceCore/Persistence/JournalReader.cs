using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Journal;

namespace PortTracker.ServiceCore.Persistence;

internal sealed class JournalReader<TDb>(IServiceScopeFactory scopes) : IJournalReader
    where TDb : ServiceDbContext
{
    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(
        long after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        return await ReadAsync(db, after, upTo: null, limit, cancellationToken);
    }

    public async Task<long> BeforeAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await BeforeAsync(scope.ServiceProvider.GetRequiredService<TDb>(), since, cancellationToken);
    }

    public static async Task<long> BeforeAsync(TDb db, DateTimeOffset since, CancellationToken cancellationToken) =>
        await db
            .Journal.Where(entry => entry.RecordedAt >= since)
            .MinAsync(entry => (long?)entry.Sequence, cancellationToken) - 1
        ?? await db.Journal.MaxAsync(entry => (long?)entry.Sequence, cancellationToken)
        ?? 0;

    public static async Task<IReadOnlyList<RecordedEvent>> ReadAsync(
        TDb db,
        long after,
        long? upTo,
        int limit,
        CancellationToken cancellationToken
    ) =>
        await db
            .Journal.Where(entry => entry.Sequence > after && (upTo == null || entry.Sequence <= upTo))
            .OrderBy(entry => entry.Sequence)
            .Take(limit)
            .Select(entry => new RecordedEvent(entry.Sequence, entry.MovementId, entry.Body))
            .ToListAsync(cancellationToken);
}
