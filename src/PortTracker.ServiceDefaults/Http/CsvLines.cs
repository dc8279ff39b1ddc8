using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;

namespace PortTracker.ServiceDefaults;

/// <summary>A line of a CSV: what it holds, or what is wrong with it.</summary>
public readonly record struct CsvLine<T>(int Number, T? Value, IReadOnlyList<BadLine> Errors);

/// <summary>Reads a CSV line by line, applying the rules that the JSON requests are held to.</summary>
public static class CsvLines
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        HeaderValidated = null,
        MissingFieldFound = null,
        BadDataFound = null,
        TrimOptions = TrimOptions.Trim,
        IgnoreBlankLines = true,
    };

    /// <summary>Reads to the end. The first line must name the columns; columns that are not known are left alone.</summary>
    /// <param name="body">The file, UTF-8.</param>
    /// <param name="columns">Columns that the heading must have.</param>
    /// <param name="read">Makes a value of a line; a <see cref="CsvFieldException"/> says what is wrong with it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<CsvLine<T>> ReadAsync<T>(
        Stream body,
        IReadOnlyList<string> columns,
        Func<CsvRow, T> read,
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
                $"The file is empty; its first line must be: {string.Join(',', columns)}"
            );
            yield break;
        }

        var missing = columns.Except(csv.HeaderRecord ?? [], StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            yield return Bad<T>(
                1,
                field: null,
                $"The heading lacks {string.Join(", ", missing)}; it must be: {string.Join(',', columns)}"
            );
            yield break;
        }

        var row = new CsvRow(csv, columns);
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
        new(number, default, [new BadLine(number, field, message)]);

    private static List<BadLine> Check<T>(T value, int number)
        where T : class =>
        Rules<T>
            .Broken(value)
            .ConvertAll(result => new BadLine(
                number,
                result.MemberNames.FirstOrDefault() is { } member ? SnakeCase(member) : null,
                result.ErrorMessage ?? "Not valid."
            ));

    private static string SnakeCase(string name) =>
        string.Concat(
            name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString())
        );
}

/// <summary>A field that cannot be read.</summary>
public sealed class CsvFieldException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}

/// <summary>The line that is being read, by the names of its columns.</summary>
public sealed class CsvRow
{
    private readonly CsvReader csv;
    private readonly Dictionary<string, int> indexes;

    internal CsvRow(CsvReader csv, IReadOnlyList<string> columns)
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
                $"'{Text(column)}' is none of: {string.Join(", ", Enum.GetNames<TEnum>())}."
            );

    public int Number(string column) =>
        int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new CsvFieldException(column, $"'{Text(column)}' is not a whole number.");

    public int? OptionalNumber(string column) => Text(column) is "" ? null : Number(column);

    public DateTimeOffset Instant(string column) =>
        // With its offset, always: a port's wall clock read as UTC would move a third of a day's departures to the next.
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
                $"'{Text(column)}' is not an instant with its offset, such as 2024-05-01T08:30:00Z or 2024-05-01T16:30:00+08:00."
            );
}

/// <summary>Reads the vehicle of a line, in every CSV that has vehicles.</summary>
public static class VehicleColumns
{
    public static Vehicle Read(CsvRow row) =>
        new()
        {
            Vin = row.Text("vin"),
            Plate = row.OptionalText("plate"),
            Brand = row.Text("brand"),
            Model = row.Text("model"),
            Category = row.OneOf<VehicleCategory>("category"),
            Propulsion = row.OneOf<Propulsion>("propulsion"),
            Form = row.OneOf<ShipmentForm>("form"),
            HsCode = row.Text("hs_code"),
            Destination = row.Text("destination"),
            DeclarationNumber = row.Text("declaration_number"),
            CarrierPlate = row.OptionalText("carrier_plate"),
            Operator = row.Text("operator"),
        };
}
