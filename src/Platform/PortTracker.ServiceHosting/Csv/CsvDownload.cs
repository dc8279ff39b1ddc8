using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>Streams a list as a CSV download (RFC 4180, UTF-8), without keeping it in memory.</summary>
public static class CsvDownload
{
    private const string Type = "text/csv; charset=utf-8";
    private const int Buffered = 32 * 1024;

    /// <param name="name">Name of the file.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="hasByteOrderMark">Whether the file starts with the mark that lets spreadsheets recognise UTF-8.</param>
    public static PushStreamHttpResult Of<T>(
        string name,
        IReadOnlyList<CsvColumn<T>> columns,
        IAsyncEnumerable<T> rows,
        bool hasByteOrderMark = true
    ) => TypedResults.Stream(body => WriteAsync(body, columns, rows, new UTF8Encoding(hasByteOrderMark)), Type, name);

    private static async Task WriteAsync<T>(
        Stream body,
        IReadOnlyList<CsvColumn<T>> columns,
        IAsyncEnumerable<T> rows,
        Encoding encoding
    )
    {
        // An error before the first row becomes an error response. After that, only the connection can be closed.
        await using var row = rows.GetAsyncEnumerator();
        var hasRow = await row.MoveNextAsync();
        await using var csv = new SpreadsheetCsvWriter(new StreamWriter(body, encoding, Buffered, leaveOpen: true));
        await csv.WriteRowAsync(columns.Select(column => column.Name));
        for (; hasRow; hasRow = await row.MoveNextAsync())
        {
            await csv.WriteRowAsync(columns.Select(column => column.Value(row.Current)));
        }
    }
}
