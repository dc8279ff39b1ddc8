using System.Collections.Frozen;
using System.Globalization;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>The current line, by column name.</summary>
public sealed class CsvFields
{
    // What a spreadsheet would take for a formula, and our downloads escape with an apostrophe.
    private const string FormulaStarts = "=+-@＝＋－＠";
    private readonly Dictionary<string, int> indexes;

    internal CsvFields(CsvHeading heading, IReadOnlyList<string> columns) =>
        indexes = columns.ToDictionary(
            column => column,
            column => heading.Names.Index().First(name => name.Item == CsvHeading.Key(column)).Index,
            StringComparer.Ordinal
        );

    internal IReadOnlyList<string> Fields { get; set; } = [];

    /// <summary>A text in one line, without what nobody can see.</summary>
    public string Text(string column)
    {
        var text = Unquoted(Raw(column));
        return PlainText.InOneLine(text is ['\'', var next, ..] && FormulaStarts.Contains(next) ? text[1..] : text);
    }

    /// <summary>A code as it is in the file, apart from what makes spreadsheets keep it: <c>="…"</c>, or an apostrophe before it.</summary>
    public string Code(string column) => Unquoted(Raw(column)) is ['\'', .. var code] ? code : Unquoted(Raw(column));

    public string? OptionalCode(string column) => Code(column) is { Length: > 0 } code ? code : null;

    /// <summary>Whether the field is written so that spreadsheets keep it as text.</summary>
    public bool IsMarkedAsText(string column) => Raw(column) is ['\'', ..] || Unquoted(Raw(column)) != Raw(column);

    public bool IsEmpty(string column) => CodeText.Fold(Raw(column)) is "";

    public TEnum OneOf<TEnum>(string column)
        where TEnum : struct, Enum
    {
        var folded = CodeText.FoldUnpunctuated(Raw(column));
        return EnumNames<TEnum>.Values.TryGetValue(folded, out var value)
            ? value
            : throw new CsvFieldException(
                column,
                CodeText.FindCyrillic(folded)
                    ?? $"'{Text(column)}' is not valid. Use one of: {string.Join(", ", Enum.GetNames<TEnum>())}."
            );
    }

    public int Number(string column) =>
        int.TryParse(CodeText.Fold(Raw(column)), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new CsvFieldException(column, $"'{Text(column)}' is not a whole number.");

    public int? OptionalNumber(string column) => IsEmpty(column) ? null : Number(column);

    public DateTimeOffset Instant(string column) =>
        // An offset is required: local time read as UTC would move a third of a day's departures to the next day.
        DateTimeOffset.TryParseExact(
            CodeText.Fold(Raw(column)),
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

    private string Raw(string column) =>
        indexes[column] is var index && index < Fields.Count ? Fields[index].Trim() : "";

    private static string Unquoted(string text) => text is ['=', '"', .. var inner, '"'] ? inner : text;

    private static class EnumNames<TEnum>
        where TEnum : struct, Enum
    {
        public static FrozenDictionary<string, TEnum> Values { get; } =
            Enum.GetValues<TEnum>()
                .ToFrozenDictionary(value => CodeText.FoldUnpunctuated(value.ToString()), StringComparer.Ordinal);
    }
}
