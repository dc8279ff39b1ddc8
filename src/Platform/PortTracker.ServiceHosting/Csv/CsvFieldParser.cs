using System.Text;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>Splits the lines of a record into fields (RFC 4180). A quotation mark within a field without quotes is a character like any other.</summary>
internal sealed class CsvFieldParser(char separator)
{
    private readonly List<string> fields = [];
    private readonly StringBuilder quoted = new();

    /// <summary>Whether the last line ended within quotes, so that the record goes on.</summary>
    public bool IsInQuotes { get; private set; }

    /// <summary>Whether text followed a closing quotation mark.</summary>
    public bool HasStrayQuote { get; private set; }

    public IReadOnlyList<string> Fields => fields;

    /// <summary>The number of fields of a line by itself.</summary>
    public static int Count(string line, char separator)
    {
        var parser = new CsvFieldParser(separator);
        parser.Add(line);
        return parser.Fields.Count + (parser.IsInQuotes ? 1 : 0);
    }

    /// <summary>Adds a line to the record.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        var rest = line;
        if (IsInQuotes)
        {
            quoted.Append('\n');
        }

        while (true)
        {
            if (!IsInQuotes && !TryOpenQuotes(ref rest))
            {
                var length = rest.IndexOf(separator);
                fields.Add((length < 0 ? rest : rest[..length]).ToString());
                if (length < 0)
                {
                    return;
                }

                rest = rest[(length + 1)..];
                continue;
            }

            if (!TryReadQuoted(ref rest))
            {
                return;
            }

            // After the closing quotation mark only blanks are expected.
            var after = rest.IndexOf(separator);
            HasStrayQuote |= CodeText.Fold((after < 0 ? rest : rest[..after]).ToString()).Length > 0;
            fields.Add(quoted.ToString());
            if (after < 0)
            {
                return;
            }

            rest = rest[(after + 1)..];
        }
    }

    /// <summary>Begins quotes if the field starts with a quotation mark, perhaps after blanks.</summary>
    private bool TryOpenQuotes(ref ReadOnlySpan<char> rest)
    {
        var text = separator is '\t' ? rest.TrimStart(' ') : rest.TrimStart();
        if (text is not ['"', ..])
        {
            return false;
        }

        IsInQuotes = true;
        quoted.Clear();
        rest = text[1..];
        return true;
    }

    /// <summary>Reads up to the closing quotation mark; false if it is not on this line.</summary>
    private bool TryReadQuoted(ref ReadOnlySpan<char> rest)
    {
        while (rest.IndexOf('"') is >= 0 and var mark)
        {
            quoted.Append(rest[..mark]);
            rest = rest[(mark + 1)..];
            if (rest is not ['"', ..])
            {
                IsInQuotes = false;
                return true;
            }

            quoted.Append('"');
            rest = rest[1..];
        }

        quoted.Append(rest);
        return false;
    }
}
