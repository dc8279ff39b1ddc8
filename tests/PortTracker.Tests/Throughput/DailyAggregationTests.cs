using CsCheck;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Throughput.Data;

namespace PortTracker.Tests.Throughput;

public sealed class DailyAggregationTests
{
    [Fact]
    public async Task The_day_begins_at_16_00_UTC()
    {
        await using var port = new ThroughputFixture("2024-05-03T02:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T15:59:59Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-01T16:00:00Z");

        await port.AggregateAsync();

        (await port.DayAsync("2024-05-01")).Vehicles.ShouldBe(1);
        (await port.DayAsync("2024-05-02")).Vehicles.ShouldBe(1);
    }

    [Fact]
    public async Task Past_days_are_closed_and_today_is_open()
    {
        await using var port = new ThroughputFixture("2024-05-03T02:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T04:00Z");

        await port.AggregateAsync();

        var days = await port.DaysAsync("2024-04-01", "2024-06-01");
        days.Select(day => (day.Date.Day, day.Vehicles, day.Closed))
            .ShouldBe([(1, 1, true), (2, 0, true), (3, 0, false)]);
    }

    [Fact]
    public async Task After_a_week_of_outage_one_run_counts_every_day()
    {
        await using var port = new ThroughputFixture("2024-05-01T04:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T03:00Z");
        await port.AggregateAsync();

        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-04T03:00Z");
        port.NowIs("2024-05-08T04:00Z");
        var run = await port.AggregateAsync();

        run.Days.ShouldBe(8);
        var days = await port.DaysAsync("2024-05-01", "2024-05-08");
        days.Select(day => day.Vehicles).ShouldBe([1, 0, 0, 1, 0, 0, 0, 0]);
        days.Take(7).ShouldAllBe(day => day.Closed && day.Revision == 1);
    }

    [Fact]
    public async Task Named_days_are_recounted_if_they_have_records()
    {
        await using var port = new ThroughputFixture("2024-05-10T04:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T03:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-03T03:00Z");
        await port.AggregateAsync();
        await using (var spoilt = port.Db())
        {
            await spoilt.DailyTotals.Where(day => day.Date == ThroughputFixture.Day("2024-05-03")).ExecuteDeleteAsync();
        }

        var run = await port.CountAgainAsync("2024-04-01", "2024-05-03", by: "manager.one");

        run.ShouldSatisfyAllConditions(
            () => run.Days.ShouldBe(4, "1 to 3 May, and today"),
            () => run.Changed.ShouldBe(1),
            () => run.By.ShouldBe("manager.one"),
            () => run.From.ShouldBe(ThroughputFixture.Day("2024-04-01"))
        );
        (await port.DayAsync("2024-05-03")).ShouldSatisfyAllConditions(
            day => day.Vehicles.ShouldBe(1),
            day => day.Dirty.ShouldBeFalse()
        );
        (await port.DaysAsync("2024-04-01", "2024-04-30")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_event_revises_its_closed_day_and_no_other()
    {
        await using var port = new ThroughputFixture("2024-05-10T04:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T03:00Z");
        await port.AggregateAsync();

        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-02T03:00Z");
        (await port.DayAsync("2024-05-02")).ShouldSatisfyAllConditions(
            day => day.Dirty.ShouldBeTrue(),
            day => day.Vehicles.ShouldBe(0)
        );
        port.NowIs("2024-05-10T04:10Z");
        var run = await port.AggregateAsync();

        run.ShouldSatisfyAllConditions(
            () => run.Days.ShouldBe(2, "the late day and today"),
            () => run.Changed.ShouldBe(1)
        );
        (await port.DayAsync("2024-05-02")).ShouldBe(
            new DayTotal(
                ThroughputFixture.Day("2024-05-02"),
                Vehicles: 1,
                Closed: true,
                Dirty: false,
                Revision: 2,
                ThroughputFixture.At("2024-05-10T04:10Z")
            )
        );
        (await port.DayAsync("2024-05-01")).AsOf.ShouldBe(ThroughputFixture.At("2024-05-10T04:00Z"));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var port = new ThroughputFixture("2024-05-03T02:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T04:00Z");
        await port.AggregateAsync();
        var before = await port.DaysAsync("2024-05-01", "2024-05-03");

        var run = await port.AggregateAsync();

        run.Changed.ShouldBe(0);
        (await port.DaysAsync("2024-05-01", "2024-05-03")).ShouldBe(before);
    }

    [Fact]
    public async Task Concurrent_runs_count_every_vehicle_once()
    {
        await using var port = new ThroughputFixture("2024-05-03T02:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-02-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-01T04:00Z");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(port.AggregateAsync)));

        var year = await port.TotalsAsync(2024);
        year.Total.Vehicles.ShouldBe(2);
        year.Total.Revision.ShouldBe(93, "1 February to 3 May, each counted with a result once");
        year.Breakdowns[Dimension.Brand].ShouldBe([new BreakdownLine("BYD", 2, 0, 0)]);
    }

    [Fact]
    public async Task A_leap_day_is_counted_like_any_other_day()
    {
        await using var port = new ThroughputFixture("2024-03-02T02:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-02-01T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-02-29T04:00Z");

        await port.AggregateAsync();

        var february = await port.TotalsAsync(2024, 2);
        february.Total.ShouldSatisfyAllConditions(
            total => total.To.ShouldBe(new DateOnly(2024, 2, 29)),
            total => total.Vehicles.ShouldBe(2),
            total => total.Closed.ShouldBeTrue()
        );
        february.Parts.Count.ShouldBe(29);
        february.Parts[^1].Vehicles.ShouldBe(1);
    }

    [Fact]
    public async Task The_year_changes_at_midnight_in_Khorgos()
    {
        await using var port = new ThroughputFixture("2025-01-02T02:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-12-31T15:59:59Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-12-31T16:00:00Z");

        await port.AggregateAsync();

        (await port.TotalsAsync(2024)).Total.Vehicles.ShouldBe(1);
        (await port.TotalsAsync(2025)).Total.Vehicles.ShouldBe(1);
    }

    [Fact]
    public async Task A_corrected_departure_moves_the_vehicle_to_the_other_day()
    {
        await using var port = new ThroughputFixture("2024-05-10T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-01T03:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-03T03:00Z");
        await port.AggregateAsync();

        await port.CorrectDepartureAsync("LSVAA4182E2184847", to: "2024-05-02T03:00Z");
        await port.AggregateAsync();

        var days = await port.DaysAsync("2024-05-01", "2024-05-04");
        days.Select(day => (day.Vehicles, day.Revision)).ShouldBe([(1, 1), (1, 2), (0, 2), (0, 1)]);
        days.ShouldAllBe(day => !day.Dirty);
    }

    [Fact]
    public async Task A_change_without_effect_on_figures_makes_no_revision()
    {
        await using var port = new ThroughputFixture("2024-05-10T04:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T03:00Z");
        await port.AggregateAsync();

        await port.CorrectDepartureAsync("LSVAA4182E2184847", to: "2024-05-01T03:00Z");
        await port.AggregateAsync();

        (await port.DayAsync("2024-05-01")).ShouldSatisfyAllConditions(
            day => day.Revision.ShouldBe(1),
            day => day.Dirty.ShouldBeFalse()
        );
    }

    [Fact]
    public async Task Monthly_times_include_all_movements_of_the_month()
    {
        await using var port = new ThroughputFixture("2024-06-02T02:00Z");
        var monthStart = ThroughputFixture.At("2024-05-01T00:00Z");
        for (var i = 1; i <= 100; i++)
        {
            // Most movements fall on few days: averaged daily percentiles would be far off.
            var departedAt = monthStart.AddDays(i <= 90 ? 0 : i % 30);
            var movement = Guid.NewGuid();
            await port.ApplyAsync([
                PortEvents.Arrived(movement, "LSVAA4182E2184847", departedAt.AddMinutes(-i)),
                PortEvents.Departed(movement, 2, departedAt.AddMinutes(-i / 2.0), departedAt),
            ]);
        }

        await port.AggregateAsync();

        var may = await port.TotalsAsync(2024, 5);
        var dwell = may.DwellTime.ShouldNotBeNull();
        dwell.Count.ShouldBe(100);
        dwell.MedianSeconds.ShouldBe(50 * 60, 5);
        dwell.P90Seconds.ShouldBe(90 * 60, 5);
        dwell.P95Seconds.ShouldBe(95 * 60, 5);
        dwell.MeanSeconds.ShouldBe(50.5 * 60, 5);
        may.ReleaseTime.ShouldNotBeNull().MedianSeconds.ShouldBe(25 * 60, 5);
    }

    [Fact]
    public async Task Any_order_and_repetition_of_the_same_events_gives_the_same_facts_and_totals()
    {
        var at = ThroughputFixture.At("2024-05-01T12:00Z");
        PortEvent[] told =
        [
            .. Enumerable
                .Range(0, 4)
                .SelectMany(i =>
                {
                    var movement = new Guid(i, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]);
                    var start = at.AddHours(i * 2);
                    return new PortEvent[]
                    {
                        PortEvents.Announced(movement, "LSVAA4182E2184847", start.AddDays(-1)),
                        PortEvents.Arrived(movement, "LVSHCAMB1CE054249", start),
                        PortEvents.Inspected(movement, 3, start.AddMinutes(30), findings: i),
                        PortEvents.Granted(movement, 1, start.AddHours(1)),
                        PortEvents.Departed(movement, 2, start.AddHours(1), start.AddHours(2)),
                        PortEvents.Departed(movement, 3, start.AddHours(1), start.AddHours(3)),
                    };
                }),
        ];
        var expected = await OutcomeAsync([told]);

        var stream =
            from repeated in Gen.Shuffle(told.Concat(told).ToArray())
            from cuts in Gen.Int[3, 20]
            select repeated.Chunk(cuts).ToArray();
        await stream.SampleAsync(
            async batches => (await OutcomeAsync(batches)).ShouldBe(expected),
            iter: 10,
            threads: 1
        );
    }

    /// <summary>The state after the batches, with a count after each.</summary>
    private static async Task<string> OutcomeAsync(PortEvent[][] batches)
    {
        await using var port = new ThroughputFixture("2024-05-03T04:00Z");
        for (var i = 0; i < batches.Length; i++)
        {
            await port.ApplyAsync(batches[i]);
            if (i % 4 is 3)
            {
                await port.AggregateAsync();
            }
        }

        await port.AggregateAsync();
        await using var db = port.Db();
        var facts = await db.Facts.AsNoTracking().OrderBy(fact => fact.MovementId).ToListAsync();
        var may = await port.TotalsAsync(2024, 5);
        return System.Text.Json.JsonSerializer.Serialize(
            new
            {
                facts,
                may.Total.Vehicles,
                may.Total.NewEnergy,
                may.Breakdowns,
                may.ReleaseTime,
                may.DwellTime,
                may.Open,
            },
            PortJson.Options
        );
    }
}
