using System.Globalization;
using CsvHelper;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>The current line, by column name.</summary>
public sealed class CsvFields
{
    private readonly CsvReader csv;
    private readonly Dictionary<string, int> indexes;

    internal CsvFields(CsvReader csv, IReadOnlyList<string> columns)
    {
        this.csv = csv;
        indexes = columns.ToDictionary(column => column, column => csv.GetFieldIndex(column), StringComparer.Ordinal);
    }

    public string Text(string column) => csv.TryGetField<string>(indexes[column], out var text) ? text ?? "" : "";

    public string? OptionalText(string column) => Text(column) is { Length: > 0 } text ? text : null;

    public TEnum OneOf<TEnum>(string column)
        where TEnum : struct, Enum =>
        Text(column) is [>= 'A', ..] text
        && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value)
        && Enum.IsDefined(value)
            ? value
            : throw new CsvFieldException(
                column,
                $"'{Text(column)}' is not valid. Use one of: {string.Join(", ", Enum.GetNames<TEnum>())}."
            );

    public int Number(string column) =>
        int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new CsvFieldException(column, $"'{Text(column)}' is not a whole number.");

    public int? OptionalNumber(string column) => Text(column) is "" ? null : Number(column);

    public DateTimeOffset Instant(string column) =>
        // An offset is required: local time read as UTC would move a third of a day's departures to the next day.
        DateTimeOffset.TryParseExact(
            Text(column),
            [
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'",
                "yyyy-MM-dd'T'HH:mm:sszzz",
                "yyyy-MM-dd'T'HH:mm:ss.FFFzzz",
            ],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var value
        )
            ? value
            : throw new CsvFieldException(
                column,
                $"'{Text(column)}' is not an instant with an offset. Give one such as 2024-05-01T08:30:00Z or 2024-05-01T16:30:00+08:00."
            );
}
