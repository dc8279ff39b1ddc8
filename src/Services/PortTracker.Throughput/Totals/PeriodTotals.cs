using PortTracker.Contracts.Throughput;

namespace PortTracker.Throughput.Totals;

/// <summary>The totals of months, years and days, each compared with the same days of an earlier period.</summary>
internal sealed class PeriodTotals(PeriodFigures figures)
{
    /// <summary>The month with its comparisons; null when it has no figure.</summary>
    public PeriodTotal? Month(int year, int month)
    {
        if (figures.Month(year, month) is not { } figure)
        {
            return null;
        }

        var period = TotalsPeriod.Month(year, month);
        var toDate = new TotalsPeriod(new DateOnly(year, 1, 1), figure.Until);
        var toDateBefore = new TotalsPeriod(
            new DateOnly(year - 1, 1, 1),
            period.YearBefore().SameDays(period, figure.Until).To
        );
        return Total(period, figure) with
        {
            MonthOnMonth = Compare(period, figure, period.MonthBefore(), VehiclesToCount.Vehicles),
            YearToDate = figures.Sum(toDate, VehiclesToCount.Vehicles),
            YearToDateChange = Compare(toDate, toDateBefore, VehiclesToCount.Vehicles),
            NewEnergyToDate = figures.Sum(toDate, VehiclesToCount.NewEnergy),
            NewEnergyToDateChange = Compare(toDate, toDateBefore, VehiclesToCount.NewEnergy),
        };
    }

    /// <summary>The year with its comparison; null when it has no figure.</summary>
    public PeriodTotal? Year(int year) =>
        figures.Year(year) is { } figure ? Total(TotalsPeriod.Year(year), figure) : null;

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

        Comparison OnSameDay(DayFigure day, DateOnly earlier) =>
            Comparison.Of(day.Vehicles, before.GetValueOrDefault(earlier)?.Vehicles, earlier, earlier);
    }

    private PeriodTotal Total(TotalsPeriod period, Figure figure) =>
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
            YearOnYear = Compare(period, figure, period.YearBefore(), VehiclesToCount.Vehicles),
            NewEnergyYearOnYear = Compare(period, figure, period.YearBefore(), VehiclesToCount.NewEnergy),
        };

    private Comparison Compare(TotalsPeriod period, Figure figure, TotalsPeriod earlier, VehiclesToCount count) =>
        Compare(period with { To = figure.Until }, earlier.SameDays(period, figure.Until), count);

    private Comparison Compare(TotalsPeriod period, TotalsPeriod earlier, VehiclesToCount count) =>
        Comparison.Of(figures.Sum(period, count), figures.Sum(earlier, count), earlier.From, earlier.To);
}
