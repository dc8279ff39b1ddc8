using PortTracker.Contracts.Api;

namespace PortTracker.ApiClient;

/// <summary>
/// A list that the server returns page by page. Enumerate it to read it to its end; a page of the browser that loads more on
/// request calls <see cref="PageAsync"/> with the last <see cref="Page{T}.Next"/>.
/// </summary>
/// <typeparam name="T">What it lists.</typeparam>
public sealed class PagedList<T> : IAsyncEnumerable<T>
{
    private readonly ApiSender _sender;
    private readonly string _path;
    private readonly int? _pageSize;

    internal PagedList(
        ApiSender sender,
        int? pageSize,
        string path,
        params ReadOnlySpan<(string Name, object? Value)> filters
    )
    {
        _sender = sender;
        _pageSize = pageSize;
        _path = QueryString.Append(path, filters);
    }

    /// <summary>One page.</summary>
    /// <param name="after">Where it begins; null for the first.</param>
    /// <param name="limit">The most items; null for the default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Page<T>> PageAsync(
        string? after = null,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) =>
        _sender.GetAsync<Page<T>>(
            QueryString.Append(_path, ("after", after), ("limit", limit ?? _pageSize)),
            cancellationToken
        );

    /// <inheritdoc />
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        string? after = null;
        do
        {
            var page = await PageAsync(after, limit: null, cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            after = page.Next;
        } while (after is not null);
    }
}
