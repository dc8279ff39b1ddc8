using System.Globalization;
using PortTracker.Throughput.Totals;

namespace PortTracker.Tests.Rules;

public sealed class DateRangeTests
{
    [Theory]
    [InlineData(2025, 5, "2025-05-31", "2024-05-31")]
    [InlineData(2025, 5, "2025-05-02", "2024-05-02")]
    [InlineData(2024, 2, "2024-02-28", "2023-02-28")]
    [InlineData(2024, 2, "2024-02-29", "2023-02-28")]
    [InlineData(2025, 2, "2025-02-28", "2024-02-29")]
    public void A_month_is_compared_with_the_same_days_a_year_before(int year, int month, string until, string to)
    {
        var period = DateRange.Month(year, month);

        var before = period.YearBefore().SameDays(period, Day(until));

        before.ShouldBe(new DateRange(new DateOnly(year - 1, month, 1), Day(to)));
    }

    [Fact]
    public void A_year_is_compared_with_the_same_days_of_the_year_before()
    {
        var year = DateRange.Year(2025);

        year.YearBefore()
            .SameDays(year, Day("2025-02-28"))
            .ShouldBe(new DateRange(Day("2024-01-01"), Day("2024-02-29")));
    }

    [Fact]
    public void January_is_compared_with_the_December_before_it()
    {
        var january = DateRange.Month(2025, 1);

        january
            .MonthBefore()
            .SameDays(january, Day("2025-01-10"))
            .ShouldBe(new DateRange(Day("2024-12-01"), Day("2024-12-10")));
    }

    [Theory]
    [InlineData("2025-05-02", "2025-05-01", false)]
    [InlineData("2025-05-01", "2025-05-01", true)]
    [InlineData("2015-01-01", "2025-12-31", false)]
    public void A_range_ends_after_it_starts_and_is_not_too_long(string from, string to, bool isRange) =>
        (DateRange.FindError(Day(from), Day(to)) is null).ShouldBe(isRange);

    private static DateOnly Day(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture);
}
