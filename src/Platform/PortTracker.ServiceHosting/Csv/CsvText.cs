using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PortTracker.ServiceHosting.Csv;

/// <summary>
/// Finds the encoding of a CSV. A declared charset is believed, and checked; without one the file is UTF-8 or, as Chinese spreadsheets
/// save it, GB18030. Characters that do not fit are never replaced.
/// </summary>
public static class CsvText
{
    private const string SaveAgain = "Save it as CSV UTF-8, and send it again.";
    private const int BufferSize = 64 * 1024;

    // Code pages of which GB18030 has every character.
    private static readonly HashSet<string> PartsOfGb18030 = new(StringComparer.OrdinalIgnoreCase)
    {
        "gb18030",
        "gbk",
        "gb2312",
        "x-gbk",
        "cp936",
    };

    private static readonly Encoding Utf8 = Strict(Encoding.UTF8);
    private static readonly Encoding Gb18030 = Strict(CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!);

    /// <summary>The encoding of a charset.</summary>
    public static bool TryGetEncoding(string charset, [NotNullWhen(true)] out Encoding? encoding)
    {
        try
        {
            encoding =
                PartsOfGb18030.Contains(charset) ? Gb18030
                : (CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset))
                    is { } found
                    ? Strict(found)
                : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            encoding = null;
        }

        return encoding is not null;
    }

    /// <summary>The encoding in which the file can be read; or why there is none, with the first line that cannot be read.</summary>
    /// <param name="file">The file from its start. It is read to its end, and wound back.</param>
    /// <param name="declared">The encoding that its sender declares, if any.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal static async Task<(Encoding? Encoding, int Line, string? Error)> FindEncodingAsync(
        Stream file,
        Encoding? declared,
        CancellationToken cancellationToken
    )
    {
        var start = new byte[4];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        file.Position = 0;
        if (start is [(byte)'P', (byte)'K', 3, 4] or [0xD0, 0xCF, 0x11, 0xE0])
        {
            return (null, 1, $"This is a workbook, not a CSV. {SaveAgain}");
        }

        Encoding[] candidates =
            declared is not null ? [declared]
            : ByteOrderMark(start.AsSpan(0, length)) is { } marked ? [marked]
            : [Utf8, Gb18030];
        var line = 0;
        foreach (var candidate in candidates)
        {
            if (await FindUnreadableLineAsync(file, candidate, cancellationToken) is not { } unreadable)
            {
                return (candidate, 0, null);
            }

            line = unreadable;
        }

        return (
            null,
            line,
            declared is not null
                ? $"The file is declared as {declared.WebName}, but this line is not. Declare the charset in which it was saved, or none. Or: {SaveAgain}"
                : $"The file is neither UTF-8 nor GB18030, so this line cannot be read. {SaveAgain}"
        );
    }

    private static async Task<int?> FindUnreadableLineAsync(
        Stream file,
        Encoding encoding,
        CancellationToken cancellationToken
    )
    {
        var line = 1;
        var read = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[BufferSize];
        var chars = new char[encoding.GetMaxCharCount(BufferSize)];
        try
        {
            while ((read = await file.ReadAsync(bytes, cancellationToken)) > 0)
            {
                decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false);
                line += bytes.AsSpan(0, read).Count((byte)'\n');
            }

            decoder.GetChars([], chars, flush: true);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            return line + bytes.AsSpan(0, Math.Clamp(e.Index, 0, read)).Count((byte)'\n');
        }
        finally
        {
            file.Position = 0;
        }
    }

    private static Encoding? ByteOrderMark(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Utf8,
            [0xFF, 0xFE, ..] => Strict(Encoding.Unicode),
            [0xFE, 0xFF, ..] => Strict(Encoding.BigEndianUnicode),
            _ => null,
        };

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
