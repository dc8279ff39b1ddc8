using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortTracker.ServiceDefaults;

/// <summary>Where a page of a queue ended: by rank, and by id where ranks are the same.</summary>
public readonly record struct QueuePosition(long Rank, Guid Id) : IParsable<QueuePosition>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}.{Id}");

    public static QueuePosition Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var position) ? position : throw new FormatException("This is no 'next' of a page.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out QueuePosition result)
    {
        result = default;
        if (
            s?.Split('.') is not [var rank, var id]
            || !long.TryParse(rank, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var r)
            || !Guid.TryParse(id, out var i)
        )
        {
            return false;
        }

        result = new QueuePosition(r, i);
        return true;
    }
}
