using PortTracker.Contracts.Api;

namespace PortTracker.Web.Shared;

/// <summary>A list that is loaded a page at a time.</summary>
/// <param name="load">Loads the page after a cursor; the first page for null.</param>
internal sealed class PagedList<T>(Func<string?, Task<Page<T>>> load)
{
    private readonly List<T> items = [];
    private string? next;

    /// <summary>The items loaded so far; null before the first page.</summary>
    public IReadOnlyList<T>? Items { get; private set; }

    public bool HasMore => next is not null;

    /// <summary>Loads the first page in place of all pages.</summary>
    public async Task LoadAsync()
    {
        var page = await load(null);
        items.Clear();
        Append(page);
    }

    /// <summary>Loads the next page.</summary>
    public async Task LoadMoreAsync() => Append(await load(next));

    private void Append(Page<T> page)
    {
        items.AddRange(page.Items);
        (Items, next) = (items, page.Next);
    }
}
