using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.Paging;

/// <summary>Reads lists page by page.</summary>
public static class PageExtensions
{
    /// <summary>Reads one page of an ordered query.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(
        this IQueryable<T> query,
        int? limit,
        Func<T, string> position,
        CancellationToken cancellationToken
    )
    {
        var size = SizeOf(limit);
        return PageOf(await query.Take(size).ToListAsync(cancellationToken), size, position);
    }

    /// <summary>Takes one page of rows in memory.</summary>
    public static Page<T> ToPage<T>(this IEnumerable<T> rows, int? limit, Func<T, string> position)
    {
        var size = SizeOf(limit);
        return PageOf([.. rows.Take(size)], size, position);
    }

    private static int SizeOf(int? limit) => Math.Clamp(limit ?? 100, 1, Limits.Page);

    private static Page<T> PageOf<T>(List<T> items, int size, Func<T, string> position) =>
        new() { Items = items, Next = items.Count == size ? position(items[^1]) : null };
}
