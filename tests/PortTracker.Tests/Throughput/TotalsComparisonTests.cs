using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Totals;

namespace PortTracker.Tests.Throughput;

/// <summary>What a total is compared with.</summary>
public sealed class TotalsComparisonTests
{
    [Fact]
    public async Task A_year_is_compared_with_the_official_figure_of_the_year_before()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        await port.ImportOfficialTotalsAsync("2023,,303752,,customs", "2024,,421000,,customs");

        var year = await port.TotalsAsync(2024);

        year.Total.Source.ShouldBe(TotalSource.Official);
        year.Total.YearOnYear.ShouldBe(
            new Comparison
            {
                From = ThroughputFixture.Day("2023-01-01"),
                To = ThroughputFixture.Day("2023-12-31"),
                Vehicles = 303_752,
                ChangePercent = 38.6m,
            }
        );
        year.Sentence.ShouldBe(
            "421,000 vehicles were exported from this port in 2024, an increase of 38.6% on 2023 (303,752)."
        );
    }

    [Fact]
    public async Task Counted_records_are_compared_with_official_history()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        await port.ImportOfficialTotalsAsync("2023,,4,1,customs");
        await port.DepartAsync("LSVAA4182E2184847", "2024-01-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-07-01T04:00Z", "SAIC", Propulsion.Combustion);
        await port.DepartAsync("1M8GDM9AXKP042788", "2024-12-31T04:00Z");
        await port.AggregateAsync();

        var year = await port.TotalsAsync(2024);

        year.Total.ShouldSatisfyAllConditions(
            total => total.Source.ShouldBe(TotalSource.Records),
            total => total.Closed.ShouldBeTrue(),
            total => total.NewEnergy.ShouldBe(2),
            total => total.Revision.ShouldBe(366),
            total => total.YearOnYear!.ChangePercent.ShouldBe(-25m)
        );
        year.Parts.Sum(month => month.Vehicles).ShouldBe(3);
        year.Breakdowns[Dimension.Brand]
            .ShouldBe([new BreakdownLine("BYD", 2, 0, 0), new BreakdownLine("SAIC", 1, 0, 0)]);
        year.Sentence.ShouldBe("3 vehicles were exported from this port in 2024, a decrease of 25.0% on 2023 (4).");
    }

    [Fact]
    public async Task A_month_is_compared_with_the_month_before_the_year_before_and_the_year_to_date()
    {
        await using var port = new ThroughputFixture("2025-07-01T00:00Z");
        await port.ImportOfficialTotalsAsync(
            "2024,1,400000,,c",
            "2024,2,400000,,c",
            "2024,3,500000,,c",
            "2024,4,526500,,c",
            "2024,5,481223,,c",
            "2025,1,450000,,c",
            "2025,2,430000,,c",
            "2025,3,541000,,c",
            "2025,4,516886,,c",
            "2025,5,551000,212000,c"
        );

        var may = await port.TotalsAsync(2025, 5);

        may.Total.ShouldSatisfyAllConditions(
            total => total.MonthOnMonth!.ChangePercent.ShouldBe(6.6m),
            total => total.YearOnYear!.ChangePercent.ShouldBe(14.5m),
            total => total.YearToDate.ShouldBe(2_488_886),
            total => total.YearToDateChange!.ChangePercent.ShouldBe(7.9m),
            total => total.NewEnergy.ShouldBe(212_000)
        );
        may.Sentence.ShouldBe(
            "551,000 vehicles were exported from this port in May 2025, +6.6% on April and +14.5% on May 2024."
        );
        may.Breakdowns.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_current_month_is_compared_with_the_same_days()
    {
        await using var port = new ThroughputFixture("2025-05-02T06:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-20T04:00Z");
        await port.DepartAsync("1M8GDM9AXKP042788", "2025-05-01T04:00Z");
        await port.DepartAsync("1G4AH59H45G118341", "2025-05-02T04:00Z");
        await port.AggregateAsync();

        var may = await port.TotalsAsync(2025, 5);

        may.Total.Closed.ShouldBeFalse();
        may.Total.YearOnYear.ShouldBe(
            new Comparison
            {
                From = ThroughputFixture.Day("2024-05-01"),
                To = ThroughputFixture.Day("2024-05-02"),
                Vehicles = 1,
                ChangePercent = 100m,
            }
        );
        may.Sentence.ShouldBe(
            "2 vehicles were exported from this port in May 2025 so far, +100.0% on the same days of May 2024; none were in the same days of April 2025."
        );
    }

    [Fact]
    public async Task A_breakdown_line_is_compared_with_the_same_days_of_the_year_before()
    {
        await using var port = new ThroughputFixture("2025-05-02T06:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-01T05:00Z", "SAIC", Propulsion.Combustion);
        await port.DepartAsync("1M8GDM9AXKP042788", "2024-05-20T04:00Z");
        await port.DepartAsync("1G4AH59H45G118341", "2025-05-01T04:00Z");
        await port.DepartAsync("1J9RP1A36A1644345", "2025-05-02T04:00Z");
        await port.AggregateAsync();

        var may = await port.TotalsAsync(2025, 5);

        may.Breakdowns[Dimension.Brand]
            .Select(line => (line.Key, line.Vehicles, line.YearOnYear!.Vehicles!.Value, line.YearOnYear.ChangePercent))
            .ShouldBe([("BYD", 2, 1, 100m), ("SAIC", 0, 1, -100m)]);
        may.Breakdowns[Dimension.Region]
            .Select(line => (line.Key, line.Vehicles, line.YearOnYear!.Vehicles!.Value))
            .ShouldBe([(nameof(WorldRegion.CentralAsia), 2, 2)]);
        may.Total.NewEnergyYearOnYear.ShouldBe(
            new Comparison
            {
                From = ThroughputFixture.Day("2024-05-01"),
                To = ThroughputFixture.Day("2024-05-02"),
                Vehicles = 1,
                ChangePercent = 100m,
            }
        );
        may.Total.Until.ShouldBe(ThroughputFixture.Day("2025-05-02"));
    }

    [Fact]
    public async Task A_line_has_no_comparison_where_the_year_before_was_official()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        await port.ImportOfficialTotalsAsync("2023,,4,1,customs");
        await port.DepartAsync("LSVAA4182E2184847", "2024-01-01T04:00Z");
        await port.AggregateAsync();

        (await port.TotalsAsync(2024)).Breakdowns[Dimension.Brand].ShouldHaveSingleItem().YearOnYear.ShouldBeNull();
    }

    [Fact]
    public async Task Each_year_is_compared_with_the_one_before()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        await port.ImportOfficialTotalsAsync("2022,,200,,customs", "2023,,300,20,customs");
        await port.DepartAsync("LSVAA4182E2184847", "2024-01-01T04:00Z");
        await port.AggregateAsync();
        await using var db = port.Db();

        var answer = await YearTotalsEndpoint.HandleAsync(
            ThroughputFixture.Port,
            db,
            port.Ports,
            port.Time,
            CancellationToken.None
        );

        answer
            .Result.ShouldBeOfType<Ok<List<PeriodTotal>>>()
            .Value!.Select(year => (year.From.Year, year.Vehicles, year.YearOnYear?.ChangePercent))
            .ShouldBe([(2022, 200, null), (2023, 300, 50m), (2024, 1, -99.7m), (2025, 0, -100m)]);
    }

    [Fact]
    public async Task Uncounted_days_are_not_compared_where_an_official_figure_exists()
    {
        await using var port = new ThroughputFixture("2026-05-15T06:00Z");
        await port.ImportOfficialTotalsAsync("2025,5,30000,,customs");
        await port.DepartAsync("LSVAA4182E2184847", "2025-04-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2026-05-01T04:00Z");
        await port.AggregateAsync();

        var may = await port.TotalsAsync(2026, 5);

        may.Total.YearOnYear!.Vehicles.ShouldBeNull();
        may.Total.YearToDateChange!.Vehicles.ShouldBeNull();
        may.Parts.ShouldAllBe(day => day.YearOnYear!.Vehicles == null);
        may.Sentence.ShouldEndWith("no figure for the same days of May 2025 is on record.");
    }

    [Fact]
    public async Task A_period_without_its_first_day_is_not_compared()
    {
        await using var port = new ThroughputFixture("2026-07-01T06:00Z");
        await port.ImportOfficialTotalsAsync("2025,,450000,90000,customs", "2026,5,40000,,customs");
        await port.ImportAsync(ImportTests.OneOn("2025-06-01", "2025-06-20", "2025-06-30"));
        await port.DepartAsync("1M8GDM9AXKP042788", "2026-06-10T04:00Z", "SAIC");
        await port.AggregateAsync();

        var june = await port.TotalsAsync(2026, 6);

        (await port.TotalsAsync(2025, 6)).Total.Whole.ShouldBeTrue();
        june.Total.ShouldSatisfyAllConditions(
            total => total.Whole.ShouldBeFalse(),
            total => total.YearOnYear!.Vehicles.ShouldBeNull(),
            total => total.NewEnergyYearOnYear!.Vehicles.ShouldBeNull(),
            total => total.MonthOnMonth!.Vehicles.ShouldBeNull()
        );
        june.Sentence.ShouldBe("1 vehicle was exported from this port in June 2026, as far as it is on record.");
        june.Breakdowns[Dimension.Brand].ShouldHaveSingleItem().YearOnYear.ShouldBeNull();
        (await port.TotalsAsync(2026)).Total.YearOnYear!.Vehicles.ShouldBeNull();
    }

    [Fact]
    public async Task A_year_with_a_gap_is_compared_up_to_the_gap()
    {
        await using var port = new ThroughputFixture("2026-07-01T06:00Z");
        await port.ImportAsync(ImportTests.OneOn("2023-01-01", "2023-02-28"));
        await port.ImportAsync(ImportTests.OneOn("2024-01-01", "2024-02-20", "2024-02-29"));
        await port.DepartAsync("1M8GDM9AXKP042788", "2026-06-10T04:00Z");
        await port.AggregateAsync();

        var year = (await port.TotalsAsync(2024)).Total;

        year.Until.ShouldBe(ThroughputFixture.Day("2024-02-29"));
        year.YearOnYear.ShouldBe(
            new Comparison
            {
                From = ThroughputFixture.Day("2023-01-01"),
                To = ThroughputFixture.Day("2023-02-28"),
                Vehicles = 2,
                ChangePercent = 50m,
            }
        );
    }

    [Fact]
    public async Task A_year_is_compared_before_its_new_month_is_first_counted()
    {
        await using var port = new ThroughputFixture("2025-01-31T06:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-01-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2025-01-31T04:00Z");
        await port.AggregateAsync();
        port.NowIs("2025-01-31T16:05Z");

        var year = (await port.TotalsAsync(2025)).Total;

        year.Until.ShouldBe(ThroughputFixture.Day("2025-01-31"));
        year.YearOnYear.ShouldBe(
            new Comparison
            {
                From = ThroughputFixture.Day("2024-01-01"),
                To = ThroughputFixture.Day("2024-01-31"),
                Vehicles = 1,
                ChangePercent = 0,
            }
        );
    }

    [Fact]
    public async Task The_end_of_February_is_compared_with_the_end_of_February()
    {
        await using var port = new ThroughputFixture("2025-02-28T06:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-01-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-02-29T04:00Z");
        await port.DepartAsync("1M8GDM9AXKP042788", "2025-02-28T04:00Z");
        await port.AggregateAsync();

        (await port.TotalsAsync(2025, 2)).Total.YearToDateChange!.Vehicles.ShouldBe(2);
        (await port.TotalsAsync(2025)).Total.YearOnYear!.Vehicles.ShouldBe(2);
    }
}
