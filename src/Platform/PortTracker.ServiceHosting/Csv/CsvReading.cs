using System.Runtime.CompilerServices;
using System.Text;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Validation;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>Reads a CSV line by line, and applies the validation rules of JSON requests.</summary>
public static class CsvReading
{
    /// <summary>
    /// Reads to the end. The first line must name the columns, in any order; other columns are ignored, and so are empty lines. Every
    /// other line has either a value or errors.
    /// </summary>
    /// <param name="body">The file. It is read twice.</param>
    /// <param name="declared">The encoding that the sender declares, if any.</param>
    /// <param name="columns">Columns that the heading must have.</param>
    /// <param name="read">Reads the value of a line; throws a <see cref="CsvFieldException"/> for a bad field.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<CsvLine<T>> ReadAsync<T>(
        Stream body,
        Encoding? declared,
        IReadOnlyList<string> columns,
        Func<CsvFields, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where T : class
    {
        var (encoding, unreadableLine, unreadable) = await CsvText.FindEncodingAsync(body, declared, cancellationToken);
        if (encoding is null)
        {
            yield return Bad<T>(unreadableLine, field: null, unreadable!);
            yield break;
        }

        using var reader = new StreamReader(body, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var lines = new CsvLineReader(reader);
        var (heading, headingLine, wrong) = await CsvHeading.FindAsync(lines, columns, cancellationToken);
        if (heading is null)
        {
            yield return Bad<T>(headingLine, field: null, wrong!);
            yield break;
        }

        var records = new CsvRecordReader(lines, heading.Separator, heading.Names.Count);
        var row = new CsvFields(heading, columns);
        while (await records.ReadAsync(cancellationToken) is { } record)
        {
            if (record.Error is null && record.Fields.All(IsBlank))
            {
                continue;
            }

            yield return Read(record, heading, row, read);
        }
    }

    private static CsvLine<T> Read<T>(CsvRecord record, CsvHeading heading, CsvFields row, Func<CsvFields, T> read)
        where T : class
    {
        if (record.Error is { } error)
        {
            return Bad<T>(record.Number, field: null, error);
        }

        if (!record.Fields.Skip(heading.Names.Count).All(IsBlank))
        {
            return Bad<T>(
                record.Number,
                field: null,
                $"This line has {record.Fields.Count} fields, but the heading has {heading.Names.Count}. Put quotation marks around a text that has a separator."
            );
        }

        row.Fields = record.Fields;
        try
        {
            var value = read(row);
            var errors = Check(value, record.Number);
            return new CsvLine<T>(record.Number, errors.Count is 0 ? value : null, errors);
        }
        catch (CsvFieldException e)
        {
            return Bad<T>(record.Number, e.Field, e.Message);
        }
    }

    private static bool IsBlank(string field) => CodeText.Fold(field) is "";

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
