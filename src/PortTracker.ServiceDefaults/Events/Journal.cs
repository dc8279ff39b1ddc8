using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>A service's journal as others may read it.</summary>
internal interface IJournal
{
    Task<IReadOnlyList<JournalLine>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>The position after which all that was recorded from then on follows.</summary>
    Task<long> BeforeAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

internal sealed record JournalLine(long Sequence, Guid MovementId, byte[] Body)
{
    public PortEvent Event() =>
        JsonSerializer.Deserialize<PortEvent>(Body, PortJson.Options)
        ?? throw new JsonException("The journal line is empty.");

    /// <summary>The body as JSON; as a JSON string where it is none, so that it can be sent, shown and set aside like any other.</summary>
    public JsonElement BodyAsJson()
    {
        try
        {
            return JsonElement.Parse(Body);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(Body));
        }
    }
}

internal sealed class Journal<TDb>(IServiceScopeFactory scopes) : IJournal
    where TDb : ServiceDbContext
{
    public async Task<IReadOnlyList<JournalLine>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
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

    public static async Task<IReadOnlyList<JournalLine>> ReadAsync(
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
            .Select(entry => new JournalLine(entry.Sequence, entry.MovementId, entry.Body))
            .ToListAsync(cancellationToken);
}
