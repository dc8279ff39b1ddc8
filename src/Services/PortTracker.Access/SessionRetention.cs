using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceCore.Retention;

namespace PortTracker.Access;

/// <summary>Deletes sessions that ended before the retention period: they name addresses and devices of people.</summary>
internal static class SessionRetention
{
    public static async Task<Guid?> NextAsync(
        AccessDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var sessions = await db
            .Sessions.Where(session => session.Id > after && session.EndsAt < before)
            .OrderBy(session => session.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        db.Sessions.RemoveRange(sessions);
        return sessions.LastOf(session => session.Id);
    }
}
