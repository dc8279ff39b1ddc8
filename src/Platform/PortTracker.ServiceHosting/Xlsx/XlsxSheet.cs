using PortTracker.ServiceHosting.Csv;

namespace PortTracker.ServiceHosting.Xlsx;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name, at most 31 characters.</param>
/// <param name="Columns">Names of its columns.</param>
/// <param name="Rows">Its rows: the value of each column.</param>
public sealed record XlsxSheet(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IEnumerable<object?>> Rows)
{
    public static XlsxSheet Of<T>(string name, IReadOnlyList<CsvColumn<T>> columns, IAsyncEnumerable<T> rows) =>
        new(
            name,
            [.. columns.Select(column => column.Name)],
            rows.Select(row => columns.Select(column => column.Value(row)))
        );
}
