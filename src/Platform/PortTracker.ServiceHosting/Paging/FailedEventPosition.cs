using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PortTracker.ServiceCore.FailedEvents;

namespace PortTracker.ServiceHosting.Paging;

/// <summary>The end of a page of failed events: by time, then by source and sequence.</summary>
internal readonly record struct FailedEventPosition(DateTimeOffset FailedAt, string Source, long Sequence)
    : IParsable<FailedEventPosition>
{
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static FailedEventPosition Of(FailedEventRow failed) => new(failed.FailedAt, failed.Source, failed.Sequence);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{FailedAt.ToUnixTimeMilliseconds()}.{Source}.{Sequence}");

    public static FailedEventPosition Parse(string s, IFormatProvider? provider) =>
        KeysetText.Parse<FailedEventPosition>(s);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out FailedEventPosition result
    )
    {
        result = default;
        if (
            !KeysetText.TryRead<long, string, long>(s, out var at, out var source, out var sequence)
            || at < 0
            || at > LastMillisecond
            || sequence < 0
        )
        {
            return false;
        }

        result = new FailedEventPosition(DateTimeOffset.FromUnixTimeMilliseconds(at), source, sequence);
        return true;
    }
}
