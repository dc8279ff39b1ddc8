using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PortTracker.ServiceHosting.Paging;

namespace PortTracker.Throughput.Movements;

/// <summary>The end of a page of exported movements: by day, then by VIN and id.</summary>
internal readonly record struct MovementPosition(DateOnly Day, string? Vin, Guid Id) : IParsable<MovementPosition>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}.{Vin}.{Id}");

    public static MovementPosition Parse(string s, IFormatProvider? provider) => KeysetText.Parse<MovementPosition>(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MovementPosition result)
    {
        result = default;
        if (!KeysetText.TryRead<DateOnly, string, Guid>(s, out var day, out var vin, out var id) || vin.Length > 17)
        {
            return false;
        }

        result = new MovementPosition(day, vin is "" ? null : vin, id);
        return true;
    }
}
