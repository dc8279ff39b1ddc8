namespace PortTracker.Throughput.Totals;

/// <summary>A first and a last day.</summary>
internal sealed record DateRange(DateOnly From, DateOnly To)
{
    private const int MaxDays = 3_700;

    public static DateRange Month(int year, int month) =>
        new(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));

    public static DateRange Year(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>Why two days of a request are not a period; null if they are.</summary>
    public static string? FindError(DateOnly from, DateOnly to) =>
        to < from ? "The last day (to) must not be before the first day (from)."
        : to.DayNumber - from.DayNumber >= MaxDays ? $"Ask for at most {MaxDays:N0} days."
        : null;

    /// <summary>The same month or year a year before.</summary>
    public DateRange YearBefore() => this == Year(From.Year) ? Year(From.Year - 1) : Month(From.Year - 1, From.Month);

    /// <summary>The month before this month.</summary>
    public DateRange MonthBefore() => new(From.AddMonths(-1), From.AddDays(-1));

    /// <summary>This earlier period, ended on the day that corresponds to the last known day of a later one.</summary>
    /// <param name="later">The later period.</param>
    /// <param name="until">Its last known day.</param>
    public DateRange SameDays(DateRange later, DateOnly until)
    {
        if (until >= later.To)
        {
            return this;
        }

        // The end of a month corresponds to the end of a month, and 29 February to the 28th.
        var month = Month(From.Year, From.Month + until.Month - later.From.Month);
        var to = until.AddDays(1).Day is 1 || until.Day > month.To.Day ? month.To : month.From.AddDays(until.Day - 1);
        return this with { To = to < To ? to : To };
    }

    public int Days => To.DayNumber - From.DayNumber + 1;

    public IEnumerable<DateOnly> Dates => Enumerable.Range(From.DayNumber, Days).Select(DateOnly.FromDayNumber);
}
