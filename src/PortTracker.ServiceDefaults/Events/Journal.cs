using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>A service's journal as others may read it.</summary>
internal interface IJournal
{
    Task<IReadOnlyList<JournalLine>> ReadAsync(long after, int limit, CancellationToken cancellationToken);
}

internal sealed record JournalLine(long Sequence, Guid MovementId, byte[] Body)
{
    public PortEvent Event() =>
        JsonSerializer.Deserialize<PortEvent>(Body, PortJson.Options)
        ?? throw new JsonException("The journal line is empty.");
}

internal sealed class Journal<TDb>(IServiceScopeFactory scopes) : IJournal
    where TDb : ServiceDbContext
{
    public async Task<IReadOnlyList<JournalLine>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ReadAsync(scope.ServiceProvider.GetRequiredService<TDb>(), after, limit, cancellationToken);
    }

    public static async Task<IReadOnlyList<JournalLine>> ReadAsync(
        TDb db,
        long after,
        int limit,
        CancellationToken cancellationToken
    ) =>
        await db
            .Journal.Where(entry => entry.Sequence > after)
            .OrderBy(entry => entry.Sequence)
            .Take(limit)
            .Select(entry => new JournalLine(entry.Sequence, entry.MovementId, entry.Body))
            .ToListAsync(cancellationToken);
}
