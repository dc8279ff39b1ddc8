using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Throughput;
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
}
