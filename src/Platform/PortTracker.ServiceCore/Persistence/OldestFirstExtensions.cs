using System.Linq.Expressions;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>Reads rows in the order of the timestamps in their UUIDs, however the database sorts UUIDs.</summary>
public static class OldestFirstExtensions
{
    /// <summary>Orders the rows, starting after the row with the given id.</summary>
    public static IQueryable<T> OldestFirst<T>(
        this IQueryable<T> rows,
        ServiceDbContext db,
        Expression<Func<T, Guid>> id,
        Guid? after
    )
        where T : class => db.Dialect.OldestFirst(rows, id, after);
}
