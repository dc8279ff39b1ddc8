using System.Data.Common;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PortTracker.Contracts;
using PortTracker.Throughput;

namespace PortTracker.Tests.Throughput;

/// <summary>From a figure to the vehicles behind it.</summary>
public sealed class DrillDownTests
{
    private const int Year = 2024;
    private static readonly string[] Brands = ["BYD", "SAIC", "=1+1", BreakdownLine.Unknown];
    private static readonly string[] Destinations = ["KZ", "RU", "AE", "MX", "UZ"];

    private static readonly Gen<SomeMovement> Movement = Gen.Select(
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
                new SomeMovement(
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
                    await port.ImportHistoryAsync([
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
    public async Task What_is_official_has_no_vehicles_behind_it_and_is_said_to_be_so()
    {
        await using var port = new ThroughputFixture("2025-01-02T00:00Z");
        await port.ImportHistoryAsync([.. Enumerable.Range(1, 6).Select(month => $"2024,{month},100,10,customs")]);
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
    public async Task What_left_since_the_last_count_is_said_to_be_not_counted_yet()
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
    public async Task The_pages_have_every_vehicle_once_in_the_order_of_its_day()
    {
        await using var port = new ThroughputFixture("2024-08-20T02:00Z");
        for (var i = 0; i < 25; i++)
        {
            // Some that are not known yet, and some that were forgotten: neither tells one from the other.
            await (SomeMovement.On($"2024-05-0{1 + i % 3}T04:00Z") with { IsEntryKnown = i % 5 > 0 }).PassAsync(
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
    public async Task A_page_takes_as_many_statements_for_many_vehicles_as_for_one()
    {
        await using var port = new ThroughputFixture("2024-08-20T02:00Z");
        await SomeMovement.On("2024-05-01T04:00Z").PassAsync(port, 0);
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
            await SomeMovement.On($"2024-0{1 + i % 8}-02T04:00Z").PassAsync(port, i);
        }

        await port.AggregateAsync();

        (await port.StatementsOfAsync(query)).ShouldBe(one);
    }

    [Fact]
    public async Task In_a_spreadsheet_no_cell_is_a_formula_and_nothing_is_sent_that_blocks_the_server()
    {
        await using var port = new ThroughputFixture("2024-08-20T02:00Z");
        await (SomeMovement.On("2024-05-01T04:00Z") with { Brand = "=1+1" }).PassAsync(port, 0);
        var query = new MovementQuery { Port = ThroughputFixture.Port, Year = Year };

        await using var db = port.Db();
        var none = CancellationToken.None;
        var csv = await Sent.BytesAsync(MovementDownload.Csv(query, db, port.Ports, port.Time, none).Result);
        var xlsx = await Sent.BytesAsync(MovementDownload.Xlsx(query, db, port.Ports, port.Time, none).Result);

        Encoding.UTF8.GetString(csv).ShouldContain(",'=1+1,");
        using var book = new ZipArchive(new MemoryStream(xlsx));
        var sheet = XDocument.Load(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        sheet.Descendants().Where(element => element.Name.LocalName is "f").ShouldBeEmpty();
        sheet
            .Descendants()
            .Single(element => element.Value is "=1+1" && !element.HasElements)
            .Name.LocalName.ShouldBe("t");
    }

    [Fact]
    public async Task What_no_workbook_holds_is_left_out_of_a_text()
    {
        await using var port = new ThroughputFixture("2024-08-20T02:00Z");
        await (SomeMovement.On("2024-05-01T04:00Z") with { Brand = "B\uFFFE𠮷\uFFFFYD" }).PassAsync(port, 0);
        var query = new MovementQuery { Port = ThroughputFixture.Port, Year = Year };

        await using var db = port.Db();
        var xlsx = await Sent.BytesAsync(
            MovementDownload.Xlsx(query, db, port.Ports, port.Time, CancellationToken.None).Result
        );

        using var book = new ZipArchive(new MemoryStream(xlsx));
        XDocument
            .Load(book.GetEntry("xl/worksheets/sheet1.xml")!.Open())
            .Descendants()
            .ShouldContain(element => element.Value == "B𠮷YD");
    }

    [Theory]
    [InlineData("NOWHERE", 2024, null, null, null, StatusCodes.Status404NotFound)]
    [InlineData("KHORGOS", null, null, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 1999, null, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 13, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 2, 30, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, null, 3, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", null, 3, null, null, StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 2, null, "KAZ", StatusCodes.Status400BadRequest)]
    [InlineData("KHORGOS", 2024, 2, null, "CN", StatusCodes.Status400BadRequest)]
    public async Task What_cannot_be_answered_is_refused(
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
    public async Task A_key_that_no_breakdown_has_is_named()
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

    /// <summary>Asks for the vehicles of the year, of every month, day and line of a breakdown, and adds them up.</summary>
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

/// <summary>A movement as chance has it.</summary>
internal sealed record SomeMovement(
    DateTimeOffset DepartedAt,
    string Brand,
    string Destination,
    Propulsion Propulsion,
    VehicleCategory Category,
    bool IsEntryKnown,
    bool IsInspected,
    bool IsWithdrawn,
    int MovedBy
)
{
    public static SomeMovement On(string instant) =>
        new(
            ThroughputFixture.At(instant),
            "BYD",
            "KZ",
            Propulsion.BatteryElectric,
            VehicleCategory.Car,
            IsEntryKnown: true,
            IsInspected: false,
            IsWithdrawn: false,
            MovedBy: 0
        );

    public async Task PassAsync(ThroughputFixture port, int number)
    {
        var id = Guid.CreateVersion7(DepartedAt);
        List<PortEvent> events = [];
        if (IsEntryKnown)
        {
            var arrived = PortEvents.Arrived(
                id,
                $"LSV{number:00000000000000}",
                DepartedAt.AddHours(-3),
                Brand,
                Propulsion
            );
            events.Add(
                arrived with
                {
                    Entry = arrived.Entry with
                    {
                        Vehicle = arrived.Entry.Vehicle with { Destination = Destination, Category = Category },
                    },
                }
            );
        }

        if (IsInspected)
        {
            events.Add(PortEvents.Inspected(id, 1, DepartedAt.AddHours(-2), findings: number % 3));
        }

        events.Add(PortEvents.Departed(id, 2, DepartedAt.AddHours(-1), DepartedAt));
        if (MovedBy > 0)
        {
            events.Add(PortEvents.Departed(id, 3, DepartedAt.AddHours(-1), DepartedAt.AddDays(-MovedBy)));
        }

        if (IsWithdrawn)
        {
            events.Add(PortEvents.Granted(id, 4, DepartedAt.AddHours(-1)));
        }

        await port.ApplyAsync(events);
    }
}

internal static class DrillDownSteps
{
    public static MovementQuery With(this MovementQuery query, Dimension dimension, string key) =>
        dimension switch
        {
            Dimension.Brand => query with { Brand = key },
            Dimension.Destination => query with { Destination = key },
            Dimension.Region => query with { Region = key },
            Dimension.Propulsion => query with { Propulsion = key },
            Dimension.Category => query with { Category = key },
            Dimension.Form => query with { Form = key },
            Dimension.Channel => query with { Channel = key },
            Dimension.Hour => query with { Hour = key },
            _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
        };

    public static async Task<IResult> AskAsync(this ThroughputFixture port, MovementQuery query)
    {
        await using var db = port.Db();
        var answer = await MovementList.HandleAsync(
            query,
            after: null,
            limit: null,
            db,
            port.Ports,
            port.Time,
            CancellationToken.None
        );
        return answer.Result;
    }

    public static async Task<ExportedMovements> MovementsAsync(this ThroughputFixture port, MovementQuery query) =>
        (await port.AskAsync(query)).ShouldBeOfType<Ok<ExportedMovements>>().Value!;

    /// <summary>All of them, each page with a context of its own.</summary>
    public static async Task<List<ExportedMovement>> PagesAsync(
        this ThroughputFixture port,
        MovementQuery query,
        int limit
    )
    {
        List<ExportedMovement> all = [];
        MovementPosition? after = null;
        do
        {
            await using var db = port.Db();
            var page = await new MovementList(db, port.Ports, port.Time).PageAsync(
                query,
                after,
                limit,
                CancellationToken.None
            );
            (page.Sum is null).ShouldBe(after is not null, "only the first page adds up");
            all.AddRange(page.Items);
            after = page.Next is { } next ? MovementPosition.Parse(next, provider: null) : null;
        } while (after is not null);

        return all;
    }

    /// <summary>The figure is that of the cell, and the vehicles of all pages, with what is official, are as many.</summary>
    public static async Task AddsUpAsync(this ThroughputFixture port, MovementQuery query, long cell)
    {
        var answer = await port.MovementsAsync(query);
        var sum = answer.Sum!;
        sum.ShouldSatisfyAllConditions(
            query.ToString(),
            () => sum.Figure.ShouldBe(cell),
            () => sum.NotCountedYet.ShouldBe(0),
            () => (sum.Vehicles + sum.Official).ShouldBe(cell),
            () => answer.Items.Count.ShouldBe((int)sum.Vehicles)
        );
    }

    public static async Task ForgetAsync(this ThroughputFixture port, int count)
    {
        await using var db = port.Db();
        var facts = await db.Facts.Where(fact => fact.Vin != null).OrderBy(fact => fact.Vin).Take(count).ToListAsync();
        facts.ForEach(fact => fact.Forget());
        await db.SaveChangesAsync();
    }

    public static async Task<int> StatementsOfAsync(this ThroughputFixture port, MovementQuery query)
    {
        var counter = new Counter();
        await using var db = port.Db(counter);
        await new MovementList(db, port.Ports, port.Time).PageAsync(query, null, 100, CancellationToken.None);
        return counter.Statements;
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public int Statements { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Statements++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
