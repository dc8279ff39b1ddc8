using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>
/// Writes the rows of a CSV: instants in UTC, dates as ISO 8601. A text that a spreadsheet would take for a formula is escaped, and a code
/// that it would round is written as <c>="…"</c>; a negative number stays a number. <see cref="CsvFields"/> reads both back.
/// </summary>
internal sealed class SpreadsheetCsvWriter(TextWriter writer) : CsvWriter(writer, Format)
{
    private const string Instants = "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'";
    private const string Dates = "yyyy-MM-dd";

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = [.. "=+-@＝＋－＠\t\r\n"],
    };

    private bool isText;

    public async Task WriteRowAsync(IEnumerable<object?> values)
    {
        foreach (var value in values)
        {
            isText = value is string text && !LongNumber.Is(text);
            WriteField(TextOf(value));
        }

        await NextRecordAsync();
    }

    protected override string? SanitizeForInjection(string? field) => isText ? base.SanitizeForInjection(field) : field;

    private static string? TextOf(object? value) =>
        value switch
        {
            string code when LongNumber.Is(code) => $"=\"{code}\"",
            DateTimeOffset instant => instant.UtcDateTime.ToString(Instants, CultureInfo.InvariantCulture),
            DateOnly date => date.ToString(Dates, CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
