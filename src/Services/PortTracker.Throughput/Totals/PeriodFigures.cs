using PortTracker.Contracts.Throughput;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Totals;

/// <summary>
/// The figures of a port over some years. A month is counted from the port's own records if they cover it from its first day; otherwise
/// its official total counts. A year is the sum of its months, unless only an official total of the year is known.
/// </summary>
/// <param name="days">Counted days of the years, and of the year before them.</param>
/// <param name="officials">Official totals of the same years.</param>
/// <param name="lastCounted">The last counted day; null if there is none.</param>
/// <param name="today">The port's business day now.</param>
internal sealed class PeriodFigures(
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

    /// <summary>The years with a figure, in order.</summary>
    public IEnumerable<int> Years =>
        days
            .Keys.Select(day => day.Year)
            .Concat(officials.Keys.Select(official => official.Year))
            .Distinct()
            .Order()
            .Where(year => Year(year) is not null);

    public PeriodFigure? Month(int year, int month)
    {
        var period = DateRange.Month(year, month);
        var counted = DaysOf(period);
        var until = lastCounted < period.To ? lastCounted.Value : period.To;
        var whole = counted.Count > 0 && counted.Count == until.DayNumber - period.From.DayNumber + 1;
        // Counted days without any vehicle lie between two imports. An official figure is better.
        if (
            (!whole || counted.TrueForAll(day => day.Vehicles is 0))
            // An official total of a future month is a forecast, not a figure.
            && period.From <= today
            && officials.TryGetValue((year, month), out var official)
        )
        {
            return Official(official, period);
        }

        return counted.Count is 0
            ? null
            : new PeriodFigure(
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

    public PeriodFigure? Year(int year)
    {
        var period = DateRange.Year(year);
        var months = MonthsOf(year);
        var whole = months.Count > 0 && months.TrueForAll(month => month is { Whole: true });
        if (
            (!whole || months.TrueForAll(month => month!.Vehicles is 0))
            // Likewise for a year that is not over.
            && period.To < today
            && officials.TryGetValue((year, OfficialTotal.WholeYear), out var official)
        )
        {
            return Official(official, period);
        }

        List<PeriodFigure> known = [.. months.OfType<PeriodFigure>()];
        return known.Count is 0
            ? null
            : new PeriodFigure(
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

    /// <summary>An official total of the year that is not the sum of its months, although all of them are known; null if there is none.</summary>
    public YearDiscrepancy? DiscrepancyOf(int year)
    {
        if (
            Year(year) is not { Whole: true, Vehicles: var sum, Until: var until } figure
            || until < DateRange.Year(year).To
            || !officials.TryGetValue((year, OfficialTotal.WholeYear), out var official)
            || MonthsOf(year).Sum(month => month?.Vehicles ?? 0) != sum
            || official.Vehicles == sum
        )
        {
            return null;
        }

        var officialMonths = Enumerable
            .Range(1, 12)
            .Where(month => Month(year, month) is { Source: TotalSource.Official })
            .Select(month => officials[(year, month)])
            .ToList();
        return new YearDiscrepancy
        {
            Months = sum,
            MonthsAsOf = officialMonths.Select(month => month.ImportedAt).Append(figure.AsOf).Max(),
            MonthsRevision = officialMonths.Sum(month => month.Revision) + figure.Revision,
            Official = official.Vehicles,
            OfficialAsOf = official.ImportedAt,
            OfficialRevision = official.Revision,
        };
    }

    /// <summary>The days that make up the figure of the month; none when it is official.</summary>
    public IReadOnlyList<CountedDay> CountedIn(int year, int month) =>
        Month(year, month) is { Source: TotalSource.Records } ? DaysOf(DateRange.Month(year, month)) : [];

    /// <summary>The months of the period that are counted from records; none when one official figure covers it all.</summary>
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

    /// <summary>The official part of the figure, which has no movements behind it; null where the official figure lacks the count.</summary>
    public long? OfficialPart(int year, int? month, bool newEnergy)
    {
        var count = newEnergy ? VehicleScope.NewEnergy : VehicleScope.All;
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
    /// The same days a year before the days counted from records; null unless each of them is counted from records, too, and their months
    /// from the first day.
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

            var period = DateRange.Month(year, part);
            var same = period.YearBefore().SameDays(period, figure.Until);
            var counted = DaysOf(same);
            if (Month(year - 1, part) is not { Source: TotalSource.Records, Whole: true } || counted.Count != same.Days)
            {
                return null;
            }

            before.AddRange(counted.Select(day => day.Date));
        }

        return before;
    }

    /// <summary>
    /// Vehicles from the first day of a month to any day of the same year; null unless all of it is known. An incomplete month must be
    /// counted from records.
    /// </summary>
    public long? Sum(DateRange period, VehicleScope count)
    {
        if (period == DateRange.Year(period.From.Year))
        {
            return Year(period.From.Year) is { Whole: true } year && year.Until == period.To ? Of(year, count) : null;
        }

        long? sum = 0;
        for (var from = period.From; from <= period.To; from = from.AddMonths(1))
        {
            var month = DateRange.Month(from.Year, from.Month);
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

            sum += counted.Sum(day => count is VehicleScope.All ? day.Vehicles : day.NewEnergy);
        }

        return sum;
    }

    private static long? Of(PeriodFigure figure, VehicleScope count) =>
        count is VehicleScope.All ? figure.Vehicles : figure.NewEnergy;

    private List<PeriodFigure?> MonthsOf(int year) =>
        [
            .. Enumerable
                .Range(1, 12)
                .Where(month => DateRange.Month(year, month).From <= today)
                .Select(month => Month(year, month)),
        ];

    private List<CountedDay> DaysOf(DateRange period) =>
        [.. period.Dates.Select(date => days.GetValueOrDefault(date)).OfType<CountedDay>()];

    private PeriodFigure Official(OfficialTotal total, DateRange period) =>
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
}
