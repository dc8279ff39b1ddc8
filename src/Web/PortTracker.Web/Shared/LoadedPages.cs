using PortTracker.ApiClient;
using PortTracker.Contracts.Api;

namespace PortTracker.Web.Shared;

/// <summary>The pages of a list that the user has loaded so far.</summary>
internal sealed class LoadedPages<T>
{
    private const int PageSize = 100;

    private readonly List<T> items = [];
    private PagedList<T>? list;
    private string? next;

    /// <summary>The items loaded so far; null before the first page.</summary>
    public IReadOnlyList<T>? Items { get; private set; }

    public bool HasMore => next is not null;

    /// <summary>Loads the first page of a list in place of all pages.</summary>
    public async Task LoadAsync(PagedList<T> from)
    {
        var page = await from.PageAsync(after: null, PageSize);
        list = from;
        items.Clear();
        Append(page);
    }

    /// <summary>Loads the next page.</summary>
    public async Task LoadMoreAsync() => Append(await list!.PageAsync(next, PageSize));

    private void Append(Page<T> page)
    {
        items.AddRange(page.Items);
        (Items, next) = (items, page.Next);
    }
}
