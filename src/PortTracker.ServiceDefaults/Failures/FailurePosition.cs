using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortTracker.ServiceDefaults;

/// <summary>Where a page of failed messages ended: by time, and by id where times are the same.</summary>
internal readonly record struct FailurePosition(DateTimeOffset FailedAt, string Source, long Sequence)
    : IParsable<FailurePosition>
{
    public static FailurePosition Of(FailedEvent failed) => new(failed.FailedAt, failed.Source, failed.Sequence);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{FailedAt.ToUnixTimeMilliseconds()}.{Source}.{Sequence}");

    public static FailurePosition Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var position) ? position : throw new FormatException("This is no 'next' of a page.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FailurePosition result)
    {
        result = default;
        if (
            s?.Split('.') is not [var milliseconds, var source, var sequence]
            || !long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || !long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return false;
        }

        result = new FailurePosition(DateTimeOffset.FromUnixTimeMilliseconds(at), source, number);
        return true;
    }
}
