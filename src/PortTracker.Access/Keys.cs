using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Access;

/// <summary>An API key; of the key itself only the hash is kept.</summary>
internal sealed class KeyRecord
{
    public required Guid Id { get; init; }
    public required byte[] Hash { get; init; }
    public required string Firm { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Written by every process that lets the key in.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;

    public ApiKey Show() =>
        new()
        {
            Id = Id,
            Firm = Firm,
            Name = Name,
            Scopes = Scopes,
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
            RevokedAt = RevokedAt,
            LastUsedAt = LastUsedAt,
        };
}

/// <summary>An administrator's work on the API keys of firms.</summary>
internal static class Keys
{
    public static async Task<Ok<Page<ApiKey>>> ListAsync(
        AccessDb db,
        [Description("USCC of the firm")] string? firm,
        [Description("The page before's 'next'")] Guid? after,
        [Description("Items a page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        var page = await db
            .Keys.AsNoTracking()
            .Where(key => firm == null || key.Firm == firm)
            .OldestFirst(db, key => key.Id, after)
            .ToPageAsync(limit, key => key.Id.ToString(), cancellationToken);
        return TypedResults.Ok(
            new Page<ApiKey> { Items = [.. page.Items.Select(key => key.Show())], Next = page.Next }
        );
    }

    public static async Task<Results<Created<MadeApiKey>, ProblemHttpResult>> MakeAsync(
        NewApiKey request,
        AccessDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var firm = Uscc.Normalise(request.Firm);
        if (!await db.Firms.AnyAsync(f => f.Uscc == firm, cancellationToken))
        {
            return Problems.Invalid(
                "firm",
                $"There is no firm {firm} here: add it first, with POST /api/access/firms."
            );
        }

        var now = Act.ToMilliseconds(time.GetUtcNow());
        var secret = ApiKeys.Make();
        var key = new KeyRecord
        {
            Id = Guid.CreateVersion7(now),
            Hash = ApiKeys.HashOf(secret),
            Firm = firm,
            Name = request.Name.Trim(),
            Scopes = [.. request.Scopes.Distinct(StringComparer.Ordinal)],
            CreatedAt = now,
            ExpiresAt = now.AddDays(request.Days),
        };
        db.Keys.Add(key);
        return TypedResults.Created((string?)null, new MadeApiKey { Key = key.Show(), Secret = secret });
    }

    public static async Task<Results<Ok<ApiKey>, ProblemHttpResult>> RevokeAsync(
        Guid keyId,
        UserAction request,
        AccessDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await db.Keys.FindAsync([keyId], cancellationToken) is not { } key)
        {
            return Problems.NotFound($"There is no key {keyId}.");
        }

        key.Revoke(Act.ToMilliseconds(time.GetUtcNow()));
        return TypedResults.Ok(key.Show());
    }
}
