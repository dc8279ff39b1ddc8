using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Access;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>Users list their own open sessions, and end one.</summary>
internal static class SessionEndpoints
{
    public static async Task<Ok<List<Session>>> ListAsync(
        HttpContext http,
        AccessDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (id, now) = (http.AccountId(), time.GetUtcNow());
        var account = await db.Accounts.AsNoTracking().SingleAsync(account => account.Id == id, cancellationToken);
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(session => session.AccountId == id && session.EndsAt > now)
            .OrderByDescending(session => session.StartedAt)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            sessions
                .Where(session => session.IsOpen(account, now))
                .Select(session => session.ToContract(http.SessionId()))
                .ToList()
        );
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid sessionId,
        HttpContext http,
        AccessDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Sessions.FindAsync([sessionId], cancellationToken) is not { } session
            || session.AccountId != http.AccountId()
        )
        {
            return ProblemResults.NotFound($"Your account has no session {sessionId}.");
        }

        session.End(time.GetUtcNow());
        return TypedResults.NoContent();
    }
}
