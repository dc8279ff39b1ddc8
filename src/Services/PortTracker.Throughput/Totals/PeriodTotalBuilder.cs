using PortTracker.Contracts.Throughput;

namespace PortTracker.Throughput.Totals;

/// <summary>The totals of months, years and days, each compared with the same days of an earlier period.</summary>
internal sealed class PeriodTotalBuilder(PeriodFigures figures)
{
    /// <summary>The month with its comparisons; null when it has no figure.</summary>
    public PeriodTotal? Month(int year, int month)
    {
        if (figures.Month(year, month) is not { } figure)
        {
            return null;
        }

        var period = DateRange.Month(year, month);
        var toDate = new DateRange(new DateOnly(year, 1, 1), figure.Until);
        var toDateBefore = new DateRange(
            new DateOnly(year - 1, 1, 1),
            period.YearBefore().SameDays(period, figure.Until).To
        );
        return Total(period, figure) with
        {
            MonthOnMonth = Compare(period, figure, period.MonthBefore(), VehicleScope.All),
            YearToDate = figures.Sum(toDate, VehicleScope.All),
            YearToDateChange = Compare(toDate, toDateBefore, VehicleScope.All),
            NewEnergyToDate = figures.Sum(toDate, VehicleScope.NewEnergy),
            NewEnergyToDateChange = Compare(toDate, toDateBefore, VehicleScope.NewEnergy),
        };
    }

    /// <summary>The year with its comparison; null when it has no figure.</summary>
    public PeriodTotal? Year(int year) => figures.Year(year) is { } figure ? Total(DateRange.Year(year), figure) : null;

    /// <summary>All years with a figure, in order.</summary>
    public IEnumerable<PeriodTotal> Years() => figures.Years.Select(Year).OfType<PeriodTotal>();

    /// <summary>The days of a month that is counted from records.</summary>
    public IEnumerable<PeriodTotal> Days(int year, int month)
    {
        var before = figures.CountedIn(year - 1, month).ToDictionary(day => day.Date);
        return figures
            .CountedIn(year, month)
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
                YearOnYear = day.Date is { Month: 2, Day: 29 } ? null : OnSameDay(day, day.Date.AddYears(-1)),
            });

        Comparison OnSameDay(CountedDay day, DateOnly earlier) =>
            Comparison.Of(day.Vehicles, before.GetValueOrDefault(earlier)?.Vehicles, earlier, earlier);
    }

    private PeriodTotal Total(DateRange period, PeriodFigure figure) =>
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
            YearOnYear = Compare(period, figure, period.YearBefore(), VehicleScope.All),
            NewEnergyYearOnYear = Compare(period, figure, period.YearBefore(), VehicleScope.NewEnergy),
        };

    private Comparison Compare(DateRange period, PeriodFigure figure, DateRange earlier, VehicleScope count) =>
        Compare(period with { To = figure.Until }, earlier.SameDays(period, figure.Until), count);

    private Comparison Compare(DateRange period, DateRange earlier, VehicleScope count) =>
        Comparison.Of(figures.Sum(period, count), figures.Sum(earlier, count), earlier.From, earlier.To);
}
