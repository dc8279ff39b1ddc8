using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.ServiceDefaults;

/// <summary>A column of a CSV: its name, and what stands there of a row.</summary>
public readonly record struct CsvColumn<T>(string Name, Func<T, object?> Value);

/// <summary>A list as a CSV to download (RFC 4180, UTF-8); instants in UTC, dates as ISO 8601.</summary>
public static class CsvDownload
{
    private const string Instants = "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'";
    private const string Dates = "yyyy-MM-dd";
    private const string Type = "text/csv; charset=utf-8";
    private const int Buffered = 32 * 1024;

    // People open it in a spreadsheet, which would take a text that begins with one of these for a formula.
    private static readonly SearchValues<char> Formulas = SearchValues.Create("=+-@＝＋－＠\t\r\n");

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture);

    // With the mark by which spreadsheets know UTF-8 from a local code page.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);

    public static FileContentHttpResult Of<T>(string name, IReadOnlyList<CsvColumn<T>> columns, IEnumerable<T> rows)
    {
        using var file = new MemoryStream();
        using (var csv = new CsvWriter(new StreamWriter(file, Utf8, leaveOpen: true), Format))
        {
            foreach (var column in columns)
            {
                csv.WriteField(column.Name);
            }

            csv.NextRecord();
            foreach (var row in rows)
            {
                foreach (var column in columns)
                {
                    csv.WriteField(TextOf(column.Value(row)));
                }

                csv.NextRecord();
            }
        }

        return TypedResults.File(file.ToArray(), Type, name);
    }

    /// <summary>One that is written while its rows come in: however long it is, it is nowhere as a whole.</summary>
    public static PushStreamHttpResult Of<T>(
        string name,
        IReadOnlyList<CsvColumn<T>> columns,
        IAsyncEnumerable<T> rows
    ) =>
        TypedResults.Stream(
            async body =>
            {
                // What goes wrong before there is a row is told as an error; later it can but break off.
                await using var row = rows.GetAsyncEnumerator();
                var isRow = await row.MoveNextAsync();
                // The server takes bytes asynchronously only.
                await using var csv = new CsvWriter(new StreamWriter(body, Utf8, Buffered, leaveOpen: true), Format);
                foreach (var column in columns)
                {
                    csv.WriteField(column.Name);
                }

                await csv.NextRecordAsync();
                for (; isRow; isRow = await row.MoveNextAsync())
                {
                    foreach (var column in columns)
                    {
                        csv.WriteField(TextOf(column.Value(row.Current)));
                    }

                    await csv.NextRecordAsync();
                }
            },
            Type,
            name
        );

    private static string? TextOf(object? value) =>
        value switch
        {
            string text => text is [var first, ..] && Formulas.Contains(first) ? $"'{text}" : text,
            DateTimeOffset instant => instant.UtcDateTime.ToString(Instants, CultureInfo.InvariantCulture),
            DateOnly date => date.ToString(Dates, CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
