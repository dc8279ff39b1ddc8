using System.Globalization;

namespace PortTracker.ServiceCore.Journal;

/// <summary>The sequence numbers of a journal after one position, up to and including another.</summary>
internal readonly record struct SequenceRange(long After, long Last)
{
    public static string Format(IReadOnlyList<SequenceRange> ranges) =>
        string.Join(
            ',',
            ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.After}-{range.Last}"))
        );

    public static IReadOnlyList<SequenceRange> Parse(string text) =>
        [
            .. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('-'))
                .Select(ends => new SequenceRange(
                    long.Parse(ends[0], CultureInfo.InvariantCulture),
                    long.Parse(ends[1], CultureInfo.InvariantCulture)
                )),
        ];
}
