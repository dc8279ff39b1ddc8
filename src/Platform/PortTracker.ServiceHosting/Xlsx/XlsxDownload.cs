using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.ServiceHosting.Csv;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace PortTracker.ServiceHosting.Xlsx;

/// <summary>
/// Streams lists as a workbook download, without keeping them in memory. Numbers are numbers, dates are dates, instants are in UTC, the
/// first row is frozen, and no text is a formula.
/// </summary>
public static class XlsxDownload
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // A sheet has at most 1,048,576 rows.
    private const int MaxRows = 1_000_000;
    private const double Width = 18;

    public static PushStreamHttpResult Of(string name, params IReadOnlyList<XlsxSheet> sheets) =>
        TypedResults.Stream(body => WriteAsync(body, sheets), ContentType, name);

    private static async Task WriteAsync(Stream body, IReadOnlyList<XlsxSheet> sheets)
    {
        await using var unblocked = new AsyncOnlyStream(body);
        await using (var book = await Spreadsheet.CreateNewAsync(unblocked))
        {
            var styles = new Styles(
                book.AddStyle(new Style { Font = { Bold = true } }),
                book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") }),
                book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd hh:mm:ss") }),
                book.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.ThousandsSeparator) }),
                book.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text) })
            );
            foreach (var sheet in sheets)
            {
                await WriteAsync(book, sheet, styles);
            }

            await book.FinishAsync();
        }

        await unblocked.FlushAsync();
    }

    private static async Task WriteAsync(Spreadsheet book, XlsxSheet sheet, Styles styles)
    {
        await BeginAsync(book, sheet, sheet.Name, styles);
        var cells = new StyledCell[sheet.Columns.Count];
        var rows = 0;
        await foreach (var row in sheet.Rows)
        {
            if (rows > 0 && rows % MaxRows is 0)
            {
                var part = (rows / MaxRows + 1).ToString(CultureInfo.InvariantCulture);
                await BeginAsync(book, sheet, $"{sheet.Name} {part}", styles);
            }

            foreach (var (i, value) in row.Index())
            {
                cells[i] = Cell(value, styles);
            }

            await book.AddRowAsync(cells);
            rows++;
        }
    }

    private static async Task BeginAsync(Spreadsheet book, XlsxSheet sheet, string name, Styles styles)
    {
        await book.StartWorksheetAsync(name, new WorksheetOptions { FrozenRows = 1, DefaultColumnWidth = Width });
        await book.AddRowAsync([.. sheet.Columns.Select(column => new StyledCell(column, styles.Header))]);
    }

    private static StyledCell Cell(object? value, Styles styles) =>
        value switch
        {
            null => default,
            DateTimeOffset instant => new StyledCell(instant.UtcDateTime, styles.Instant),
            DateOnly date => new StyledCell(date.ToDateTime(TimeOnly.MinValue), styles.Date),
            int number => new StyledCell(number, styles.Count),
            long number => new StyledCell(number, styles.Count),
            decimal number => new StyledCell(number, styleId: null),
            double number => new StyledCell(number, styleId: null),
            bool flag => new StyledCell(flag, styleId: null),
            // Stays text when somebody edits the cell.
            string code when LongNumber.Is(code) => new StyledCell(code, styles.Code),
            _ => new StyledCell(Xml(Convert.ToString(value, CultureInfo.InvariantCulture)!), styleId: null),
        };

    // A workbook is XML. It does not open if it contains characters that XML does not allow.
    private static string Xml(string text) =>
        text.All(XmlConvert.IsXmlChar)
            ? text
            : string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));

    private sealed record Styles(StyleId Header, StyleId Date, StyleId Instant, StyleId Count, StyleId Code);

    /// <summary>Buffers synchronous writes, which the server refuses, until the next asynchronous write.</summary>
    private sealed class AsyncOnlyStream(Stream inner) : Stream
    {
        private readonly MemoryStream buffered = new();

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override void Write(byte[] buffer, int offset, int count) => buffered.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => buffered.Write(buffer);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await SendBufferedAsync(cancellationToken);
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await SendBufferedAsync(cancellationToken);
            await inner.FlushAsync(cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private async ValueTask SendBufferedAsync(CancellationToken cancellationToken)
        {
            if (buffered.Length > 0)
            {
                await inner.WriteAsync(buffered.GetBuffer().AsMemory(0, (int)buffered.Length), cancellationToken);
                buffered.SetLength(0);
            }
        }
    }
}
