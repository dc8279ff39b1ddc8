using System.Text;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>Reads the lines of a text, which end in CR, LF or both, with their numbers.</summary>
internal sealed class CsvLineReader(TextReader reader)
{
    /// <summary>The longest line. A longer one is no line of a table, and would have to be kept in memory.</summary>
    public const int MaxLength = 64 * 1024;

    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder line = new();
    private int position;
    private int end;
    private bool isAfterReturn;
    private int number;

    /// <summary>The next line; null at the end. Of a line that is too long, the text is cut off one character above the limit.</summary>
    public async ValueTask<TextLine?> ReadAsync(CancellationToken cancellationToken)
    {
        line.Clear();
        var isLine = false;
        while (position < end || await FillAsync(cancellationToken))
        {
            if (isAfterReturn && buffer[position] is '\n')
            {
                position++;
                isAfterReturn = false;
                continue;
            }

            isAfterReturn = false;
            isLine = true;
            var rest = buffer.AsSpan(position, end - position);
            var length = rest.IndexOfAny('\r', '\n');
            line.Append(rest[..Math.Min(length < 0 ? rest.Length : length, MaxLength + 1 - line.Length)]);
            if (length >= 0)
            {
                isAfterReturn = rest[length] is '\r';
                position += length + 1;
                break;
            }

            position = end;
        }

        return isLine ? new TextLine(++number, line.ToString()) : null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        position = 0;
        end = await reader.ReadAsync(buffer, cancellationToken);
        return end > 0;
    }

    /// <summary>A line and its number in the file, from 1.</summary>
    internal readonly record struct TextLine(int Number, string Text);
}
