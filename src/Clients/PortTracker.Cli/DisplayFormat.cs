using System.Globalization;
using PortTracker.Contracts.Throughput;

namespace PortTracker.Cli;

/// <summary>Formats numbers: 421,000 and +38.6 %, and — for a missing value.</summary>
internal static class DisplayFormat
{
    private const string None = "—";

    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Change(Comparison? comparison) =>
        comparison?.ChangePercent is { } percent
            ? $"{percent.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture)} %"
            : None;

    public static string Share(long part, long whole) =>
        whole is 0 ? None : $"{(100m * part / whole).ToString("0.0", CultureInfo.InvariantCulture)} %";

    public static string Seconds(TimeSpan time) =>
        $"{time.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture)} s";

    public static string Duration(double seconds) =>
        TimeSpan.FromSeconds(seconds) is var time && time.TotalHours >= 1
            ? $"{(int)time.TotalHours} h {time.Minutes:00} min"
            : $"{time.Minutes} min {time.Seconds:00} s";

    public static string Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? None;
}
