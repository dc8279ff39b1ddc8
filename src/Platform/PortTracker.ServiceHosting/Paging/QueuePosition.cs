using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortTracker.ServiceHosting.Paging;

/// <summary>The end of a page of a queue: by rank, then by id.</summary>
public readonly record struct QueuePosition(long Rank, Guid Id) : IParsable<QueuePosition>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}.{Id}");

    public static QueuePosition Parse(string s, IFormatProvider? provider) => KeysetText.Parse<QueuePosition>(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out QueuePosition result)
    {
        var isRead = KeysetText.TryRead(s, out long rank, out Guid id);
        result = new QueuePosition(rank, id);
        return isRead;
    }
}
