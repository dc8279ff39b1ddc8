using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.Throughput.Movements;

namespace PortTracker.Tests.Throughput;

/// <summary>From a figure to the vehicles behind it.</summary>
public sealed class DrillDownTests
{
    private const int Year = 2024;
    private static readonly string[] Brands = ["BYD", "SAIC", "=1+1", BreakdownLine.Unknown];
    private static readonly string[] Destinations = ["KZ", "RU", "AE", "MX", "UZ"];

    private static readonly Gen<SampleMovement> Movement = Gen.Select(
            Gen.Int[-20, 200],
            Gen.Int[0, 23],
            Gen.Int[0, Brands.Length - 1].Select(i => Brands[i]),
            Gen.Int[0, Destinations.Length - 1].Select(i => Destinations[i]),
            Gen.Enum<Propulsion>(),
            Gen.Enum<VehicleCategory>(),
            Gen.Int[0, 9],
            Gen.Int[0, 9]
        )
        .Select(
            (day, hour, brand, destination, propulsion, category, kind, correction) =>
                new SampleMovement(
                    ThroughputFixture.At("2024-01-01T00:00Z").AddDays(day).AddHours(hour),
                    brand,
                    destination,
                    propulsion,
                    category,
                    IsEntryKnown: kind > 0,
                    IsInspected: kind > 6,
                    IsWithdrawn: correction is 0,
                    MovedBy: correction is 1 ? 40 : 0
                )
        );

    [Fact]
    public async Task Every_cell_is_the_sum_of_the_vehicles_behind_it()
    {
        await Gen.Select(Movement.Array[0, 40], Gen.Int[1, 12].HashSet[0, 6], Gen.Bool)
            .SampleAsync(
                async (movements, officialMonths, isYearOfficial) =>
                {
                    // The official total of a year counts when the year is over.
                    await using var port = new ThroughputFixture(
                        isYearOfficial ? "2025-01-20T02:00Z" : "2024-08-20T02:00Z"
                    );
                    await port.ImportOfficialTotalsAsync([
                        .. officialMonths.Select(month => $"{Year},{month},1000,{month},customs"),
                        .. isYearOfficial ? (string[])[$"{Year},,20000,,customs"] : [],
                    ]);
                    foreach (var (i, movement) in movements.Index())
                    {
                        await movement.PassAsync(port, i);
                    }

                    await port.AggregateAsync();
                    await EveryCellAddsUpAsync(port);
                },
                iter: 25,
                threads: 1
            );
    }

    [Fact]
    public async Task An_official_figure_is_reported_without_vehicles()
    {
        await using var port = new ThroughputFixture("2025-01-02T00:00Z");
        await port.ImportOfficialTotalsAsync([
            .. Enumerable.Range(1, 6).Select(month => $"2024,{month},100,10,customs"),
        ]);
        await port.DepartAsync("LSVAA4182E2184847", "2024-06-15T04:00Z");
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-07-02T04:00Z");
        await port.AggregateAsync();

        var year = await port.MovementsAsync(new() { Port = ThroughputFixture.Port, Year = 2024 });

        year.Items.ShouldHaveSingleItem().Vin.ShouldBe("LVSHCAMB1CE054249");
        year.Sum.ShouldBe(
            new MovementSum
            {
                Vehicles = 1,
                Figure = 601,
                Official = 600,
                WithinOfficial = 1,
            }
        );
        (
            await port.MovementsAsync(
                new()
                {
                    Port = ThroughputFixture.Port,
                    Year = 2024,
                    NewEnergy = true,
                }
            )
        ).Sum!.Figure.ShouldBe(61);
    }

    [Fact]
    public async Task Departures_since_the_last_count_are_reported_as_uncounted()
    {
        await using var port = new ThroughputFixture("2024-05-03T02:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T04:00Z");
        await port.AggregateAsync();
        await port.DepartAsync("LVSHCAMB1CE054249", "2024-05-02T04:00Z");

        var may = await port.MovementsAsync(
            new()
            {
                Port = ThroughputFixture.Port,
                Year = 2024,
                Month = 5,
            }
        );

        may.Sum.ShouldBe(
            new MovementSum
            {
                Vehicles = 2,
                Figure = 1,
                NotCountedYet = 1,
            }
        );
    }

    [Fact]
    public async Task The_pages_contain_every_vehicle_once_in_order()
    {
        await using var port = new ThroughputFixture("2024-08-20T02:00Z");
        for (var i = 0; i < 25; i++)
        {
            // Some are not yet known and some are anonymised: both have no VIN.
            await (SampleMovement.On($"2024-05-0{1 + i % 3}T04:00Z") with { IsEntryKnown = i % 5 > 0 }).PassAsync(
                port,
                i
            );
        }

        await port.ForgetAsync(count: 6);
        await port.AggregateAsync();
        var query = new MovementQuery { Port = ThroughputFixture.Port, Year = Year };
        var whole = await port.MovementsAsync(query);

        var pages = await port.PagesAsync(query, limit: 4);

        pages.ShouldBe(whole.Items);
        pages.DistinctBy(movement => movement.MovementId).Count().ShouldBe(25);
        pages.Select(movement => movement.DepartedOn).ShouldBeInOrder();
    }

    [Fact]
    public async Task The_number_of_statements_does_not_depend_on_the_number_of_vehicles()
    {
        await using var port = new ThroughputFixture("2024-08-20T02:00Z");
        await SampleMovement.On("2024-05-01T04:00Z").PassAsync(port, 0);
        await port.AggregateAsync();
        var query = new MovementQuery
        {
            Port = ThroughputFixture.Port,
            Year = Year,
            Region = nameof(WorldRegion.CentralAsia),
        };
        var one = await port.StatementsOfAsync(query);

        for (var i = 1; i < 30; i++)
        {
            await SampleMovement.On($"2024-0{1 + i % 8}-02T04:00Z").PassAsync(port, i);
        }

        await port.AggregateAsync();

        (await port.StatementsOfAsync(query)).ShouldBe(one);
    }

    [Theory]
    [InlineData("NOWHERE", 2024, null, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", null, null, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 1949, null, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 13, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 2, 30, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, null, 3, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", null, 3, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 2, null, "KAZ", StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 2, null, "CN", StatusCodes.Status400BadRequest)]
    public async Task An_invalid_query_is_refused(
        string code,
        int? year,
        int? month,
        int? day,
        string? destination,
        int status
    )
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");

        var answer = await port.AskAsync(
            new MovementQuery
            {
                Port = code,
                Year = year,
                Month = month,
                Day = day,
                Destination = destination,
            }
        );

        answer.ShouldBeOfType<ProblemHttpResult>().StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task An_unknown_breakdown_key_is_named()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        var wrong = new MovementQuery
        {
            Port = ThroughputFixture.Port,
            From = ThroughputFixture.Day("2024-02-02"),
            To = ThroughputFixture.Day("2024-02-01"),
            Region = "Mars",
            Propulsion = "1",
            Hour = "24",
            Brand = "",
        };

        var answer = (await port.AskAsync(wrong)).ShouldBeOfType<ProblemHttpResult>();

        answer
            .ProblemDetails.ShouldBeOfType<HttpValidationProblemDetails>()
            .Errors.Keys.ShouldBe(["to", "region", "propulsion", "hour", "brand"], ignoreOrder: true);
    }

    /// <summary>Checks the sums of the year, of every month and day, and of every breakdown line.</summary>
    private static async Task EveryCellAddsUpAsync(ThroughputFixture port)
    {
        var year = await port.TotalsAsync(Year);
        await port.AddsUpAsync(Of(null), year.Total.Vehicles);
        await LinesAddUpAsync(year, null);
        foreach (var part in year.Parts)
        {
            var month = await port.TotalsAsync(Year, part.From.Month);
            await port.AddsUpAsync(Of(part.From.Month), part.Vehicles);
            if (part.NewEnergy is { } newEnergy)
            {
                await port.AddsUpAsync(Of(part.From.Month) with { NewEnergy = true }, newEnergy);
            }

            await LinesAddUpAsync(month, part.From.Month);
            foreach (var day in month.Parts.Where(day => day.Vehicles > 0))
            {
                await port.AddsUpAsync(Of(part.From.Month) with { Day = day.From.Day }, day.Vehicles);
            }
        }

        async Task LinesAddUpAsync(TotalsResponse totals, int? month)
        {
            foreach (var (dimension, lines) in totals.Breakdowns)
            {
                foreach (var line in lines)
                {
                    await port.AddsUpAsync(Of(month).With(dimension, line.Key), line.Vehicles);
                }
            }
        }

        static MovementQuery Of(int? month) =>
            new()
            {
                Port = ThroughputFixture.Port,
                Year = Year,
                Month = month,
            };
    }
}
