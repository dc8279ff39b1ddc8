using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Paging;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>Lists, creates and revokes the API keys of firms.</summary>
internal static class ApiKeyEndpoints
{
    public static async Task<Ok<Page<ApiKey>>> ListAsync(
        AccessDb db,
        [Description("USCC of the firm")] string? firm,
        [Description("'next' of the previous page")] Guid? after,
        [Description("Items per page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        var page = await db
            .Keys.AsNoTracking()
            .Where(key => firm == null || key.Firm == firm)
            .OldestFirst(db, key => key.Id, after)
            .ToPageAsync(limit, key => key.Id.ToString(), cancellationToken);
        return TypedResults.Ok(
            new Page<ApiKey> { Items = [.. page.Items.Select(key => key.ToContract())], Next = page.Next }
        );
    }

    public static async Task<Results<Created<CreatedApiKey>, ProblemHttpResult>> MakeAsync(
        CreateApiKeyRequest request,
        AccessDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var firm = Uscc.Normalise(request.Firm);
        if (!await db.Firms.AnyAsync(f => f.Uscc == firm, cancellationToken))
        {
            return ProblemResults.Invalid(
                "firm",
                $"Firm {firm} does not exist. Add it first with POST /api/access/firms."
            );
        }

        var now = time.GetUtcNow().TruncateToMilliseconds();
        var secret = ApiKeys.Make();
        var key = new ApiKeyRecord
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
        return TypedResults.Created((string?)null, new CreatedApiKey { Key = key.ToContract(), Secret = secret });
    }

    public static async Task<Results<Ok<ApiKey>, ProblemHttpResult>> RevokeAsync(
        Guid keyId,
        ReasonRequest request,
        AccessDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await db.Keys.FindAsync([keyId], cancellationToken) is not { } key)
        {
            return ProblemResults.NotFound($"API key {keyId} does not exist.");
        }

        key.Revoke(time.GetUtcNow().TruncateToMilliseconds());
        return TypedResults.Ok(key.ToContract());
    }
}
