namespace PortTracker.Throughput;

/// <summary>A day as it stands on record.</summary>
internal sealed record CountedDay(
    DateOnly Date,
    long Vehicles,
    long NewEnergy,
    bool Closed,
    bool Dirty,
    int Revision,
    DateTimeOffset AsOf
);

/// <summary>A first and a last day.</summary>
internal sealed record Period(DateOnly From, DateOnly To)
{
    public static Period Month(int year, int month) =>
        new(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));

    public static Period Year(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    public int Days => To.DayNumber - From.DayNumber + 1;

    public IEnumerable<DateOnly> Dates => Enumerable.Range(From.DayNumber, Days).Select(DateOnly.FromDayNumber);
}

/// <summary>The figure of a period, and how far it can be trusted.</summary>
/// <param name="Whole">It tells of the period from its first day.</param>
/// <param name="Until">The last day of which it tells.</param>
internal sealed record Figure(
    long Vehicles,
    long? NewEnergy,
    TotalSource Source,
    bool Closed,
    int Revision,
    DateTimeOffset? AsOf,
    bool Whole,
    DateOnly Until
);

/// <summary>
/// What is on record of a port over some years, and the rules by which months and years follow from it: a month is counted
/// from the port's own records if they cover it from its first day, else the official total is used; a year is the sum of its
/// months, unless only an official total of the year is known.
/// </summary>
/// <param name="days">Days counted, of the years asked for and the one before them.</param>
/// <param name="officials">Official totals of the same years.</param>
/// <param name="lastCounted">The last day counted of all; null when none was.</param>
/// <param name="today">The port's business day now.</param>
internal sealed class Figures(
    IEnumerable<CountedDay> days,
    IEnumerable<OfficialTotal> officials,
    DateOnly? lastCounted,
    DateOnly today
)
{
    private readonly Dictionary<DateOnly, CountedDay> days = days.ToDictionary(day => day.Date);
    private readonly Dictionary<(int Year, int Month), OfficialTotal> officials = officials.ToDictionary(total =>
        (total.Year, total.Month)
    );

    public Figure? Month(int year, int month)
    {
        var period = Period.Month(year, month);
        var counted = DaysOf(period);
        var until = lastCounted < period.To ? lastCounted.Value : period.To;
        var whole = counted.Count > 0 && counted.Count == until.DayNumber - period.From.DayNumber + 1;
        // Days that were counted without a single vehicle lie between two imports; an official figure knows better.
        if (
            (!whole || counted.TrueForAll(day => day.Vehicles is 0))
            // What is told of a month to come is no figure.
            && period.From <= today
            && officials.TryGetValue((year, month), out var official)
        )
        {
            return Official(official, period);
        }

        return counted.Count is 0
            ? null
            : new Figure(
                counted.Sum(day => day.Vehicles),
                counted.Sum(day => day.NewEnergy),
                TotalSource.Records,
                Closed: counted.Count == period.Days
                    && counted.TrueForAll(day => day is { Closed: true, Dirty: false }),
                counted.Sum(day => day.Revision),
                counted.Max(day => day.AsOf),
                whole,
                counted[^1].Date
            );
    }

    public Figure? Year(int year)
    {
        var period = Period.Year(year);
        var months = Enumerable
            .Range(1, 12)
            .Where(month => Period.Month(year, month).From <= today)
            .Select(month => Month(year, month))
            .ToList();
        var whole = months.Count > 0 && months.TrueForAll(month => month is { Whole: true });
        if (
            (!whole || months.TrueForAll(month => month!.Vehicles is 0))
            // Nor is what is told of a year that is not over.
            && period.To < today
            && officials.TryGetValue((year, OfficialTotal.WholeYear), out var official)
        )
        {
            return Official(official, period);
        }

        List<Figure> known = [.. months.OfType<Figure>()];
        return known.Count is 0
            ? null
            : new Figure(
                known.Sum(month => month.Vehicles),
                known.TrueForAll(month => month.NewEnergy is not null) ? known.Sum(month => month.NewEnergy) : null,
                known.DistinctBy(month => month.Source).Count() is 1 ? known[0].Source : TotalSource.Mixed,
                Closed: known.Count is 12 && known.TrueForAll(month => month.Closed),
                known.Sum(month => month.Revision),
                known.Max(month => month.AsOf),
                whole,
                known[^1].Until
            );
    }

    /// <summary>The month with its comparisons; null when nothing is known of it.</summary>
    public PeriodTotal? MonthTotal(int year, int month)
    {
        if (Month(year, month) is not { } figure)
        {
            return null;
        }

        var period = Period.Month(year, month);
        var before = period.From.AddMonths(-1);
        var soFar = new Period(new DateOnly(year, 1, 1), figure.Until);
        var soFarBefore = new Period(new DateOnly(year - 1, 1, 1), SameDays(period, figure, YearBefore(period)).To);
        return Total(period, figure) with
        {
            MonthOnMonth = Compare(figure, period, Period.Month(before.Year, before.Month), Count.Vehicles),
            YearToDate = Sum(soFar, Count.Vehicles),
            YearToDateChange = Compare(soFar, soFarBefore, Count.Vehicles),
            NewEnergyToDate = Sum(soFar, Count.NewEnergy),
            NewEnergyToDateChange = Compare(soFar, soFarBefore, Count.NewEnergy),
        };
    }

    /// <summary>The years of which something is known, in order.</summary>
    public IEnumerable<PeriodTotal> YearTotals() =>
        days
            .Keys.Select(day => day.Year)
            .Concat(officials.Keys.Select(official => official.Year))
            .Distinct()
            .Order()
            .Select(YearTotal)
            .OfType<PeriodTotal>();

    /// <summary>The year with its comparison; null when nothing is known of it.</summary>
    public PeriodTotal? YearTotal(int year) => Year(year) is { } figure ? Total(Period.Year(year), figure) : null;

    /// <summary>The days of a month that is counted from records.</summary>
    public IEnumerable<PeriodTotal> DayTotals(int year, int month)
    {
        var before = CountedIn(year - 1, month).ToDictionary(day => day.Date);
        return CountedIn(year, month)
            .Select(day => new PeriodTotal
            {
                From = day.Date,
                To = day.Date,
                Vehicles = day.Vehicles,
                Until = day.Date,
                NewEnergy = day.NewEnergy,
                Source = TotalSource.Records,
                Closed = day is { Closed: true, Dirty: false },
                Revision = day.Revision,
                AsOf = day.AsOf,
                YearOnYear = day.Date is { Month: 2, Day: 29 }
                    ? null
                    : Comparison.Of(day.Vehicles, before.GetValueOrDefault(day.Date.AddYears(-1))?.Vehicles),
            });
    }

    /// <summary>The days of which the figure of the month consists; none when it is official.</summary>
    public IReadOnlyList<CountedDay> CountedIn(int year, int month) =>
        Month(year, month) is { Source: TotalSource.Records } ? DaysOf(Period.Month(year, month)) : [];

    private PeriodTotal Total(Period period, Figure figure) =>
        new()
        {
            From = period.From,
            To = period.To,
            Vehicles = figure.Vehicles,
            NewEnergy = figure.NewEnergy,
            Source = figure.Source,
            Closed = figure.Closed,
            Revision = figure.Revision,
            AsOf = figure.AsOf,
            Whole = figure.Whole,
            Until = figure.Until,
            YearOnYear = Compare(figure, period, YearBefore(period), Count.Vehicles),
            NewEnergyYearOnYear = Compare(figure, period, YearBefore(period), Count.NewEnergy),
        };

    // What of its days is not known has nothing to be compared with.
    private Comparison? Compare(Figure figure, Period period, Period earlier, Count count) =>
        Compare(period with { To = figure.Until }, SameDays(period, figure, earlier), count);

    private Comparison? Compare(Period period, Period earlier, Count count) =>
        Sum(period, count) is { } vehicles ? Comparison.Of(vehicles, Sum(earlier, count)) : null;

    /// <summary>The months of the period that are counted from records; none when an official figure stands for all of it.</summary>
    public IReadOnlyList<int> MonthsFromRecords(int year, int? month) =>
        month is null && Year(year) is { Source: TotalSource.Official }
            ? []
            :
            [
                .. Enumerable
                    .Range(1, 12)
                    .Where(part => month is null || part == month)
                    .Where(part => Month(year, part) is not { Source: TotalSource.Official }),
            ];

    /// <summary>How many of the figure are official, with no vehicles behind them; null where the official figure does not tell.</summary>
    public long? OfficialPart(int year, int? month, bool newEnergy)
    {
        var count = newEnergy ? Count.NewEnergy : Count.Vehicles;
        if (month is null && Year(year) is { Source: TotalSource.Official } whole)
        {
            return Of(whole, count);
        }

        long? sum = 0;
        foreach (var part in Enumerable.Range(1, 12).Where(part => month is null || part == month))
        {
            sum += Month(year, part) is { Source: TotalSource.Official } official ? Of(official, count) : 0;
        }

        return sum;
    }

    /// <summary>
    /// The days with which those are to be compared that are counted from records: the same ones a year before; null unless every one of
    /// them is counted from records, too, and their months from the first day.
    /// </summary>
    public IReadOnlyList<DateOnly>? SameDaysBefore(int year, int? month)
    {
        List<DateOnly> before = [];
        foreach (var part in MonthsFromRecords(year, month))
        {
            if (Month(year, part) is not { } figure)
            {
                continue;
            }

            if (!figure.Whole)
            {
                return null;
            }

            var period = Period.Month(year, part);
            var same = SameDays(period, figure, YearBefore(period));
            var counted = DaysOf(same);
            if (Month(year - 1, part) is not { Source: TotalSource.Records, Whole: true } || counted.Count != same.Days)
            {
                return null;
            }

            before.AddRange(counted.Select(day => day.Date));
        }

        return before;
    }

    /// <summary>What an earlier period must be cut to so that a figure that is not complete is compared with the same days.</summary>
    public static Period SameDays(Period period, Figure figure, Period earlier)
    {
        if (figure.Until >= period.To)
        {
            return earlier;
        }

        // 29 February is compared with the 28th, and the end of a month with the end of a month.
        var month = Period.Month(earlier.From.Year, earlier.From.Month + figure.Until.Month - period.From.Month);
        var to =
            figure.Until.AddDays(1).Day is 1 || figure.Until.Day > month.To.Day
                ? month.To
                : month.From.AddDays(figure.Until.Day - 1);
        return earlier with { To = to < earlier.To ? to : earlier.To };
    }

    public static Period YearBefore(Period period) =>
        period == Period.Year(period.From.Year)
            ? Period.Year(period.From.Year - 1)
            : Period.Month(period.From.Year - 1, period.From.Month);

    /// <summary>
    /// Vehicles from the first day of a month to any day of the same year; null unless all of it is known. A month that is cut
    /// must be counted from records.
    /// </summary>
    private long? Sum(Period period, Count count)
    {
        if (period == Period.Year(period.From.Year))
        {
            return Year(period.From.Year) is { Whole: true } year && year.Until == period.To ? Of(year, count) : null;
        }

        long? sum = 0;
        for (var from = period.From; from <= period.To; from = from.AddMonths(1))
        {
            var month = Period.Month(from.Year, from.Month);
            if (month.To <= period.To)
            {
                if (Month(from.Year, from.Month) is not { Whole: true } known || known.Until < month.To)
                {
                    return null;
                }

                sum += Of(known, count);
                continue;
            }

            var cut = month with { To = period.To };
            var counted = DaysOf(cut);
            if (
                Month(from.Year, from.Month) is not { Source: TotalSource.Records, Whole: true }
                || counted.Count != cut.Days
            )
            {
                return null;
            }

            sum += counted.Sum(day => count is Count.Vehicles ? day.Vehicles : day.NewEnergy);
        }

        return sum;
    }

    private static long? Of(Figure figure, Count count) => count is Count.Vehicles ? figure.Vehicles : figure.NewEnergy;

    private List<CountedDay> DaysOf(Period period) =>
        [.. period.Dates.Select(date => days.GetValueOrDefault(date)).OfType<CountedDay>()];

    private Figure Official(OfficialTotal total, Period period) =>
        new(
            total.Vehicles,
            total.NewEnergy,
            TotalSource.Official,
            Closed: period.To < today,
            Revision: 0,
            AsOf: null,
            Whole: true,
            period.To
        );

    private enum Count
    {
        Vehicles,
        NewEnergy,
    }
}
