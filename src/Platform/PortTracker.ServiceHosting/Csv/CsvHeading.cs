using PortTracker.Contracts.Vehicles;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>The line that names the columns, and the separator with which it does so.</summary>
/// <param name="Separator">What separates the fields.</param>
/// <param name="Names">The columns as they are compared; the last of them has a name.</param>
internal sealed record CsvHeading(char Separator, IReadOnlyList<string> Names)
{
    private const string SeparatorLine = "sep=";

    // How far below a title a heading is looked for.
    private const int MaxLines = 20;

    private static readonly char[] Separators = [',', ';', '\t', '，', '|'];

    /// <summary>Finds the heading, or says what is wrong with it.</summary>
    public static async Task<(CsvHeading? Heading, int Line, string? Error)> FindAsync(
        CsvLineReader lines,
        IReadOnlyList<string> columns,
        CancellationToken cancellationToken
    )
    {
        (int Line, string Error)? first = null;
        var separators = Separators;
        while (await lines.ReadAsync(cancellationToken) is { Number: <= MaxLines } line)
        {
            if (CodeText.Fold(line.Text).Trim(',', ';') is "")
            {
                continue;
            }

            if (first is null && SeparatorOf(line.Text) is { } stated)
            {
                separators = [stated];
                continue;
            }

            var heading = separators
                .Select(separator => Read(line.Text, separator))
                .MinBy(read => read.Lacks(columns).Count)!;
            var error = heading.ErrorFor(columns);
            if (error is null && first is { } title)
            {
                return (
                    null,
                    title.Line,
                    $"This is not the heading, which is on line {line.Number}. Remove the lines above it, and send the file again."
                );
            }

            if (error is null)
            {
                return (heading, line.Number, null);
            }

            first ??= (line.Number, error);
        }

        return first is var (number, reason)
            ? (null, number, reason)
            : (null, 1, $"The file is empty. Its first line must be: {string.Join(',', columns)}");
    }

    /// <summary>A column as it is compared: its case, and blanks, hyphens and underscores do not matter.</summary>
    public static string Key(string column) =>
        CodeText.FoldUnpunctuated(column).Replace("_", "", StringComparison.Ordinal);

    private static CsvHeading Read(string line, char separator)
    {
        var parser = new CsvFieldParser(separator);
        parser.Add(line);
        var names = parser.IsInQuotes ? [line] : parser.Fields.Select(Key).ToList();
        return new CsvHeading(separator, names[..(names.FindLastIndex(name => name.Length > 0) + 1)]);
    }

    /// <summary>The separator of a line such as <c>sep=;</c>, which spreadsheets write and read.</summary>
    private static char? SeparatorOf(string line) =>
        line.Trim().Trim('"') is var text
        && text.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase)
        && text.Length == SeparatorLine.Length + 1
            ? text[^1]
        // A tab at the end is trimmed with the blanks.
        : line.Trim('"').Equals($"{SeparatorLine}\t", StringComparison.OrdinalIgnoreCase) ? '\t'
        : null;

    private List<string> Lacks(IReadOnlyList<string> columns) =>
        [.. columns.Where(column => !Names.Contains(Key(column), StringComparer.Ordinal))];

    private string? ErrorFor(IReadOnlyList<string> columns)
    {
        var expected = $"It must be: {string.Join(',', columns)}";
        if (Lacks(columns) is { Count: > 0 } missing)
        {
            return $"The heading lacks {string.Join(", ", missing)}. {expected}";
        }

        return columns.FirstOrDefault(column => Names.Count(name => name == Key(column)) > 1) is { } twice
            ? $"The heading names {twice} twice. {expected}"
            : null;
    }
}
