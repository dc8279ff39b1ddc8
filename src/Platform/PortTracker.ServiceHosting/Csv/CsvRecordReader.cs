namespace PortTracker.ServiceHosting.Csv;

/// <summary>
/// Reads records, which may span lines within quotes. A quotation mark that is never closed costs the record in which it stands, and no
/// other: reading goes on after the line where it opened.
/// </summary>
internal sealed class CsvRecordReader(CsvLineReader lines, char separator, int columns)
{
    // A longer text is no field of a table.
    private const int MaxLines = 100;
    private readonly Stack<CsvLineReader.TextLine> again = new();

    /// <summary>The next record; null at the end.</summary>
    public async ValueTask<CsvRecord?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await NextAsync(cancellationToken) is not { } first)
        {
            return null;
        }

        var parser = new CsvFieldParser(separator);
        parser.Add(first.Text);
        if (first.Text.Length > CsvLineReader.MaxLength)
        {
            return Bad(first.Number, $"This line has more than {CsvLineReader.MaxLength} characters. Check the file.");
        }

        var opened = first.Number;
        List<CsvLineReader.TextLine> inside = [];
        while (parser.IsInQuotes)
        {
            if (await NextAsync(cancellationToken) is not { } line)
            {
                return NeverClosed(opened, inside);
            }

            var (fields, wasStray) = (parser.Fields.Count, parser.HasStrayQuote);
            inside.Add(line);
            var isRecord = inside.Count > MaxLines || IsRecord(line.Text);
            parser.Add(line.Text);
            // Quotes that open a field of the next record seem to close this one, with text behind.
            if (isRecord || (parser.HasStrayQuote && !wasStray))
            {
                return NeverClosed(opened, inside);
            }

            if (parser.IsInQuotes && parser.Fields.Count > fields)
            {
                // The first quotes were closed, and others opened.
                (opened, inside) = (line.Number, []);
            }
        }

        return parser.HasStrayQuote
            ? Bad(first.Number, "Text follows a closing quotation mark. Write a quotation mark within quotes twice.")
            : new CsvRecord(first.Number, parser.Fields, Error: null);
    }

    /// <summary>Refuses the line where the quotes opened, and reads those after it again.</summary>
    private CsvRecord NeverClosed(int opened, List<CsvLineReader.TextLine> inside)
    {
        inside.Reverse();
        inside.ForEach(again.Push);
        return Bad(
            opened,
            "A quotation mark opens on this line and is not closed. Close it, or write it twice within quotes."
        );
    }

    /// <summary>Whether a line that should continue a quoted field is a record by itself: then nobody closed the quotes.</summary>
    private bool IsRecord(string line)
    {
        var end = line.Replace("\"\"", "  ", StringComparison.Ordinal).IndexOf('"', StringComparison.Ordinal);
        var isSeparated = line.AsSpan(0, end < 0 ? line.Length : end).Contains(separator);
        return isSeparated && CsvFieldParser.Count(line, separator) >= columns;
    }

    private async ValueTask<CsvLineReader.TextLine?> NextAsync(CancellationToken cancellationToken) =>
        again.TryPop(out var line) ? line : await lines.ReadAsync(cancellationToken);

    private static CsvRecord Bad(int number, string error) => new(number, [], error);
}
