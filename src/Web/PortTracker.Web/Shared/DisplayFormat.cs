using System.Globalization;

namespace PortTracker.Web.Shared;

/// <summary>Formats numbers, times and texts the same way in every language.</summary>
public static class DisplayFormat
{
    /// <summary>A wait in one stage from this long on is marked as long.</summary>
    public static TimeSpan LongWait { get; } = TimeSpan.FromHours(2);

    /// <summary>A wait, to the minute.</summary>
    public static string Wait(TimeSpan wait) =>
        wait switch
        {
            { TotalMinutes: < 1 } => SharedText.WaitUnderMinute,
            { TotalHours: < 1 } => Fill(SharedText.WaitMinutes, wait.Minutes),
            _ => Fill(SharedText.WaitHours, (int)wait.TotalHours, wait.Minutes),
        };

    /// <summary>The age of the data shown: in seconds for the first two minutes.</summary>
    public static string Age(TimeSpan age) =>
        age < TimeSpan.FromMinutes(2)
            ? Fill(SharedText.AgeSeconds, (int)age.TotalSeconds)
            : Fill(SharedText.Ago, Wait(age));

    /// <summary>A count.</summary>
    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time of day with seconds.</summary>
    public static string Time(DateTimeOffset local) => local.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A time of day to the minute.</summary>
    public static string Minute(DateTimeOffset local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The difference from an earlier count, in whole per cent.</summary>
    public static string Change(int now, int before) =>
        (100.0 * (now - before) / before).ToString("+#,0' %';−#,0' %';±0' %'", CultureInfo.InvariantCulture);

    /// <summary>A business day.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant in UTC, to the minute.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An offset from UTC, such as +08:00.</summary>
    public static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "−" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    /// <summary>A text with its placeholders filled.</summary>
    public static string Fill(string text, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text, values);
}
