using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;
using PortTracker.Contracts.Api;
using PortTracker.ServiceCore.Validation;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>Reads a CSV line by line, and applies the validation rules of JSON requests.</summary>
public static class CsvReading
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        HeaderValidated = null,
        MissingFieldFound = null,
        BadDataFound = null,
        TrimOptions = TrimOptions.Trim,
        IgnoreBlankLines = true,
    };

    /// <summary>Reads to the end. The first line must name the columns. Unknown columns are ignored.</summary>
    /// <param name="body">The file, UTF-8.</param>
    /// <param name="columns">Columns that the heading must have.</param>
    /// <param name="read">Reads the value of a line; throws a <see cref="CsvFieldException"/> for a bad field.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<CsvLine<T>> ReadAsync<T>(
        Stream body,
        IReadOnlyList<string> columns,
        Func<CsvFields, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where T : class
    {
        using var reader = new StreamReader(body);
        using var csv = new CsvReader(reader, Format);
        if (!await csv.ReadAsync() || !csv.ReadHeader())
        {
            yield return Bad<T>(
                1,
                field: null,
                $"The file is empty. Its first line must be: {string.Join(',', columns)}"
            );
            yield break;
        }

        var missing = columns.Except(csv.HeaderRecord ?? [], StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            yield return Bad<T>(
                1,
                field: null,
                $"The heading lacks {string.Join(", ", missing)}. It must be: {string.Join(',', columns)}"
            );
            yield break;
        }

        var row = new CsvFields(csv, columns);
        while (await csv.ReadAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var number = csv.Parser.RawRow;
            CsvLine<T> line;
            try
            {
                var value = read(row);
                var errors = Check(value, number);
                line = new CsvLine<T>(number, errors.Count is 0 ? value : null, errors);
            }
            catch (CsvFieldException e)
            {
                line = Bad<T>(number, e.Field, e.Message);
            }

            yield return line;
        }
    }

    private static CsvLine<T> Bad<T>(int number, string? field, string message) =>
        new(number, default, [new LineError(number, field, message)]);

    private static List<LineError> Check<T>(T value, int number)
        where T : class =>
        AttributeValidator<T>
            .Validate(value)
            .ConvertAll(result => new LineError(
                number,
                result.MemberNames.FirstOrDefault() is { } member ? SnakeCase(member) : null,
                result.ErrorMessage ?? "Not valid."
            ));

    private static string SnakeCase(string name) =>
        string.Concat(
            name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString())
        );
}
