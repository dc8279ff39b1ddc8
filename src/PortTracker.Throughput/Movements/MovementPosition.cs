using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortTracker.Throughput;

/// <summary>Where a page of exported movements ended.</summary>
internal readonly record struct MovementPosition(DateOnly Day, string? Vin, Guid Id) : IParsable<MovementPosition>
{
    private const string Days = "yyyy-MM-dd";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Day.ToString(Days, CultureInfo.InvariantCulture)}.{Vin}.{Id}");

    public static MovementPosition Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var position) ? position : throw new FormatException("This is no 'next' of a page.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MovementPosition result)
    {
        result = default;
        if (
            s?.Split('.') is not [var day, var vin, var id]
            || !DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || vin.Length > 17
            || !Guid.TryParse(id, out var movement)
        )
        {
            return false;
        }

        result = new MovementPosition(date, vin is "" ? null : vin, movement);
        return true;
    }
}
