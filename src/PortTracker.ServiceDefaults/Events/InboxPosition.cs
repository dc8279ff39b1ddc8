using System.Globalization;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// How far a reader is with one journal: all that comes up to a position, and stretches beyond it that came before their turn.
/// A stretch that is missing between them was lost on the way, or is still to come.
/// </summary>
internal sealed class InboxPosition
{
    // Beyond this many the furthest are forgotten, and come once more.
    private const int MostStretches = 100;

    public required string Source { get; init; }
    public required long Position { get; set; }
    public IReadOnlyList<Stretch> Ahead { get; private set; } = [];

    public void Take(long after, long last)
    {
        if (after > Position)
        {
            Ahead = [.. Merge([.. Ahead, new Stretch(after, last)]).Take(MostStretches)];
            return;
        }

        Position = Math.Max(Position, last);
        while (Ahead is [var next, ..] && next.After <= Position)
        {
            Position = Math.Max(Position, next.Last);
            Ahead = [.. Ahead.Skip(1)];
        }
    }

    /// <summary>Goes back, so that what comes after is taken in again.</summary>
    public void Rewind(long position)
    {
        Position = Math.Min(Position, position);
        Ahead = [];
    }

    private static List<Stretch> Merge(IReadOnlyList<Stretch> stretches)
    {
        List<Stretch> merged = [];
        foreach (var stretch in stretches.OrderBy(stretch => stretch.After).ThenBy(stretch => stretch.Last))
        {
            if (merged is [.., var before] && stretch.After <= before.Last)
            {
                merged[^1] = before with { Last = Math.Max(before.Last, stretch.Last) };
            }
            else
            {
                merged.Add(stretch);
            }
        }

        return merged;
    }
}

/// <summary>The entries of a journal after one position and up to another.</summary>
internal readonly record struct Stretch(long After, long Last)
{
    public static string Format(IReadOnlyList<Stretch> stretches) =>
        string.Join(
            ',',
            stretches.Select(stretch => string.Create(CultureInfo.InvariantCulture, $"{stretch.After}-{stretch.Last}"))
        );

    public static IReadOnlyList<Stretch> Parse(string text) =>
        [
            .. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('-'))
                .Select(ends => new Stretch(
                    long.Parse(ends[0], CultureInfo.InvariantCulture),
                    long.Parse(ends[1], CultureInfo.InvariantCulture)
                )),
        ];
}
