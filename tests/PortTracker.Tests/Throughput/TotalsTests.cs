using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Throughput;
using PortTracker.Tests.Architecture;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Totals;

namespace PortTracker.Tests.Throughput;

public sealed class TotalsTests
{
    [Fact]
    public async Task The_current_year_is_marked_as_incomplete()
    {
        await using var port = new ThroughputFixture("2025-02-02T06:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-01-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-02-20T04:00Z");
        await port.DepartAsync("1M8GDM9AXKP042788", "2025-01-01T04:00Z");
        await port.AggregateAsync();

        (await port.TotalsAsync(2025)).Sentence.ShouldBe(
            "1 vehicle was exported from this port in 2025 so far, as many as in the same days of 2024 (1)."
        );
    }

    [Fact]
    public async Task Months_before_go_live_are_official_and_later_ones_are_counted()
    {
        await using var port = new ThroughputFixture("2025-01-02T00:00Z");
        await port.ImportOfficialTotalsAsync([
            .. Enumerable.Range(1, 6).Select(month => $"2024,{month},100,10,customs"),
        ]);
        await port.DepartAsync("LSVAA4182E2184847", "2024-06-15T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-07-02T04:00Z");
        await port.AggregateAsync();

        var year = await port.TotalsAsync(2024);

        year.Total.ShouldSatisfyAllConditions(
            total => total.Source.ShouldBe(TotalSource.Mixed),
            total => total.Vehicles.ShouldBe(601, "June began before the records did"),
            total => total.NewEnergy.ShouldBe(61),
            total => total.Closed.ShouldBeTrue()
        );
        year.Breakdowns[Dimension.Destination].ShouldBe([new BreakdownLine("KZ", 1, 0, 0)]);
    }

    [Fact]
    public async Task A_change_that_is_rounded_to_nothing_is_still_a_change()
    {
        await using var port = new ThroughputFixture("2026-02-01T00:00Z");
        await port.ImportOfficialTotalsAsync(TestFile("official-totals-barely-fewer"));
        await port.ImportOfficialTotalsAsync("2021,,100000,,b", "2021,4,1000,,b", "2021,5,1001,,b", "2022,5,1000,,b");

        (await port.TotalsAsync(2020)).Sentence.ShouldContain(", fewer by less than 0.1% than in 2019 (100,030)");
        (await port.TotalsAsync(2021)).Sentence.ShouldContain(", as many as in 2020 (100,000)");
        await port.ImportOfficialTotalsAsync("2022,5,1000000,,b", "2021,5,1000001,,b");
        (await port.TotalsAsync(2022, 5)).Sentence.ShouldContain("fewer by less than 0.1% than in May 2021");
    }

    [Fact]
    public async Task An_official_year_that_is_not_the_sum_of_its_months_is_reported_with_both()
    {
        await using var port = new ThroughputFixture("2026-02-01T00:00Z");
        var file = TestFile("official-months-against-year");
        await port.ImportOfficialTotalsAsync(file);
        port.NowIs("2026-02-02T00:00Z");
        await port.ImportOfficialTotalsAsync(file);
        await port.ImportOfficialTotalsAsync("2016,12,110,,corrected");

        var year = await port.TotalsAsync(2016);

        year.Total.Vehicles.ShouldBe(1210);
        year.Discrepancy.ShouldBe(
            new YearDiscrepancy
            {
                Months = 1210,
                MonthsAsOf = ThroughputFixture.At("2026-02-02T00:00Z"),
                MonthsRevision = 13,
                Official = 1500,
                OfficialAsOf = ThroughputFixture.At("2026-02-01T00:00Z"),
                OfficialRevision = 1,
            }
        );
        year.Sentence.ShouldContain("official total of 2016 is 1,500 (revision 1, as of 2026-02-01 00:00:00Z)");
        year.Sentence.ShouldContain("months add up to 1,210 (revision 13, as of 2026-02-02 00:00:00Z)");

        await port.ImportOfficialTotalsAsync("2016,,1210,,corrected");
        (await port.TotalsAsync(2016)).Discrepancy.ShouldBeNull();
        (await port.TotalsAsync(2016, 12)).Discrepancy.ShouldBeNull();
    }

    [Fact]
    public async Task A_missing_figure_stays_empty()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        await port.ImportOfficialTotalsAsync("2024,,421000,,customs");

        (await port.TotalsAsync(2024)).Sentence.ShouldBe(
            "421,000 vehicles were exported from this port in 2024; no figure for 2023 is on record."
        );
        (await port.TotalsAsync(2022)).Sentence.ShouldBe("No figure for 2022 is on record.");
    }

    [Fact]
    public async Task A_day_pending_a_recount_reopens_its_year()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-01-01T04:00Z");
        await port.AggregateAsync();
        (await port.TotalsAsync(2024)).Total.Closed.ShouldBeTrue();

        await port.DepartAsync("LVSHCAMB1CE054249", "2024-03-01T04:00Z");

        (await port.TotalsAsync(2024)).Total.Closed.ShouldBeFalse();
    }

    [Fact]
    public async Task Vehicles_in_the_port_are_reported_beside_the_total()
    {
        await using var port = new ThroughputFixture("2024-05-01T06:00Z");
        var at = ThroughputFixture.At("2024-05-01T04:00Z");
        await port.ApplyAsync([
            PortEvents.Arrived(Guid.NewGuid(), "LSVAA4182E2184847", at),
            PortEvents.Granted(Guid.NewGuid(), 1, at),
            PortEvents.Announced(Guid.NewGuid(), "LVSHCAMB1CE054249", at),
        ]);

        (await port.TotalsAsync(2024)).Open.ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_for_an_unfinished_year_is_not_a_figure()
    {
        await using var port = new ThroughputFixture("2025-06-01T06:00Z");
        await port.ImportOfficialTotalsAsync("2025,,480000,,plan", "2026,,500000,,plan");

        (await port.TotalsAsync(2025)).Sentence.ShouldBe("No figure for 2025 is on record.");
        (await port.TotalsAsync(2026)).Sentence.ShouldBe("No figure for 2026 is on record.");
    }

    [Fact]
    public async Task A_period_with_unknown_days_has_an_incomplete_total()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");

        var year = (await port.TotalsAsync(2024)).Total;

        year.Whole.ShouldBeFalse();
        year.Until.ShouldBeNull();
    }

    [Fact]
    public async Task Official_totals_go_back_to_1950()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");

        await port.ImportOfficialTotalsAsync("1950,,40,,customs", "1996,,12345,,customs");

        (await port.TotalsAsync(1996)).Total.Vehicles.ShouldBe(12_345);
        (await port.TotalsAsync(1950)).Total.Vehicles.ShouldBe(40);
    }

    [Theory]
    [InlineData("NOWHERE", 2024, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 1949, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2101, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 13, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 0, StatusCodes.Status400BadRequest)]
    public async Task An_invalid_query_is_refused(string code, int year, int? month, int status)
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        await using var db = port.Db();

        var answer = await TotalsEndpoint.HandleAsync(
            code,
            year,
            month,
            db,
            port.Ports,
            port.Time,
            CancellationToken.None
        );

        answer.Result.ShouldBeOfType<ProblemHttpResult>().StatusCode.ShouldBe(status);
    }

    private static byte[] TestFile(string name) =>
        File.ReadAllBytes(Path.Combine(SolutionTree.Root, $"tests/Shared/Files/{name}.csv"));
}
