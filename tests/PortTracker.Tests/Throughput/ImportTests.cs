using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Throughput.Data;

namespace PortTracker.Tests.Throughput;

public sealed class ImportTests
{
    private const string Good =
        "LSVAA4182E2184847,,SAIC,MG4,Car,BatteryElectric,Complete,870380,AE,940820240000000001,,91110000600037341L,Red,1,2,2024-05-01T01:00:00Z,2024-05-01T03:00:00Z,2024-05-01T04:00:00Z";

    private const string AnotherGood =
        "LVSHCAMB1CE054249,新A12345,Changan,CS75,Car,Combustion,Complete,870323,KZ,940820240000000002,,91110000600037341L,,,,2024-05-02T01:00:00Z,2024-05-02T03:00:00Z,2024-05-02T04:00:00Z";

    private const string BadVin =
        "LFPH4ACC811A11853,,FAW,J7,Truck,Combustion,Complete,870422,KZ,940820240000000003,,91110000600037341L,Green,0,0,2024-05-03T01:00:00Z,2024-05-03T03:00:00Z,2024-05-03T04:00:00Z";

    private const string LeftBeforeItWasCleared =
        "LSVAA4182E2184847,,SAIC,MG4,Car,BatteryElectric,Complete,870380,AE,940820240000000001,,91110000600037341L,Red,1,2,2024-05-04T01:00:00Z,2024-05-04T03:00:00Z,2024-05-04T02:00:00Z";

    private const string NotYetLeft =
        "LSVAA4182E2184847,,SAIC,MG4,Car,BatteryElectric,Complete,870380,AE,940820240000000001,,91110000600037341L,Red,1,2,2025-02-01T01:00:00Z,2025-02-01T02:00:00Z,2025-02-01T03:00:00Z";

    [Fact]
    public async Task Imported_movements_are_counted_like_any_other()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");

        (await port.ImportAsync(Csv(Good, AnotherGood))).Imported.ShouldBe(2);
        await port.AggregateAsync();

        var may = await port.TotalsAsync(2024, 5);
        may.Total.Vehicles.ShouldBe(2);
        may.Total.NewEnergy.ShouldBe(1);
        may.Breakdowns[Dimension.Brand]
            .ShouldBe([new BreakdownLine("Changan", 1, 0, 0), new BreakdownLine("SAIC", 1, 1, 2)]);
        may.ReleaseTime.ShouldNotBeNull().MedianSeconds.ShouldBe(2 * 3600, 10);
    }

    [Fact]
    public async Task An_import_does_not_hide_the_official_total_of_another_year()
    {
        await using var port = new ThroughputFixture("2026-03-01T00:00Z");
        await port.ImportOfficialTotalsAsync("2025,,450000,,public report");
        await port.ImportAsync(Csv(Good));
        await port.DepartAsync("LVSHCAMB1CE054249", "2026-02-01T04:00Z");
        await port.AggregateAsync();

        var year = (await port.TotalsAsync(2025)).Total;
        year.Vehicles.ShouldBe(450_000);
        year.Source.ShouldBe(TotalSource.Official);
    }

    [Theory]
    [InlineData("2024-05-01 03:00:00")] // whose clock?
    [InlineData("01/05/2024")]
    [InlineData("0201-05-01T03:00:00Z")]
    public async Task An_ambiguous_time_is_refused(string instant)
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        var line = Good.Replace("2024-05-01T01:00:00Z", instant, StringComparison.Ordinal);
        (await port.ImportIsRejectedAsync(Csv(line))).ShouldHaveSingleItem().Field.ShouldBe("arrived_at");
    }

    [Fact]
    public async Task A_file_sent_twice_is_imported_once()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        await port.ImportAsync(Csv(Good, Good));
        await port.AggregateAsync();

        var again = await port.ImportAsync(Csv(Good, AnotherGood));
        await port.AggregateAsync();

        again.ShouldSatisfyAllConditions(
            () => again.Imported.ShouldBe(1),
            () => again.AlreadyThere.ShouldBe(1),
            () => again.Rejected.ShouldBe(0)
        );
        (await port.TotalsAsync(2024, 5)).Total.Vehicles.ShouldBe(2);
        (await port.DayAsync("2024-05-01")).Revision.ShouldBe(1);
    }

    [Fact]
    public async Task A_corrected_file_says_what_differs_and_changes_nothing()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        await port.ImportAsync(Csv(Good, AnotherGood));
        var corrected = Good.Replace("MG4,Car", "MG5,Car", StringComparison.Ordinal)
            .Replace(",AE,", ",KZ,", StringComparison.Ordinal)
            .Replace("01:00:00Z", "01:30:00Z", StringComparison.Ordinal);

        var again = await port.ImportAsync(Csv(AnotherGood, corrected));

        again.AlreadyThere.ShouldBe(2);
        again.Different.ShouldBe(1);
        var note = again.Differences.ShouldHaveSingleItem();
        note.Line.ShouldBe(3);
        note.Message.ShouldContain("model is MG4 on record and MG5 here");
        note.Message.ShouldContain("destination is AE on record and KZ here");
        note.Message.ShouldContain("arrived_at is 2024-05-01 01:00:00Z on record and 2024-05-01 01:30:00Z here");
        await using var db = port.Db();
        (await db.Facts.SingleAsync(fact => fact.Vin == "LSVAA4182E2184847")).Model.ShouldBe("MG4");
    }

    [Fact]
    public async Task A_movement_known_by_its_events_is_compared_with_the_file()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T04:00:00Z", brand: "BYD");

        (await port.ImportAsync(Csv(Good)))
            .Differences.ShouldHaveSingleItem()
            .Message.ShouldContain("brand is BYD on record and SAIC here");
    }

    [Fact]
    public async Task A_file_that_repeats_a_line_with_other_values_says_so()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");

        var import = await port.ImportAsync(Csv(Good, Good.Replace("SAIC", "MG", StringComparison.Ordinal)));

        import.Imported.ShouldBe(1);
        import.Differences.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Fact]
    public async Task A_file_whose_declarations_a_spreadsheet_rounded_is_refused_as_a_whole()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        string[] rounded =
        [
            .. new[] { Good, AnotherGood }.Select(line =>
                line.Replace("940820240000000001", "940820240000123000", StringComparison.Ordinal)
                    .Replace("940820240000000002", "940820240000123000", StringComparison.Ordinal)
            ),
        ];

        (await port.ImportIsRejectedAsync(Csv(rounded))).ShouldHaveSingleItem().Message.ShouldContain("as text");
        var kept = Good.Replace("MG4", "MG5", StringComparison.Ordinal);
        (await port.ImportAsync(Csv([.. rounded, kept]))).Imported.ShouldBe(2);
    }

    [Fact]
    public async Task Files_of_Chinese_spreadsheets_are_imported()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        var movements = Csv(AnotherGood.Replace("Changan", "长安", StringComparison.Ordinal)).Replace(',', ';');

        (await port.ImportAsync(gbk.GetBytes(movements))).Imported.ShouldBe(1);
        await port.ImportOfficialTotalsAsync(
            gbk.GetBytes("Year;Month;Vehicles;New energy;Source\n２０２３;;３００;;海关年报")
        );

        await using var db = port.Db();
        (await db.Facts.SingleAsync()).Brand.ShouldBe("长安");
        (await db.OfficialTotals.SingleAsync()).ShouldSatisfyAllConditions(
            total => total.Vehicles.ShouldBe(300),
            total => total.Source.ShouldBe("海关年报")
        );
    }

    [Fact]
    public async Task A_VIN_without_a_fitting_check_digit_is_imported_with_a_warning()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");

        var import = await port.ImportAsync(
            Csv(Good.Replace("LSVAA4182E2184847", "WVGZZZ5NZZW000001", StringComparison.Ordinal), AnotherGood)
        );

        import.Imported.ShouldBe(2);
        import.Warned.ShouldBe(1);
        import.Warnings.ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Fact]
    public async Task A_movement_known_by_its_events_is_not_is_not_imported_again()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2024-05-01T04:00:00Z");

        (await port.ImportAsync(Csv(Good))).AlreadyThere.ShouldBe(1);
    }

    [Fact]
    public async Task One_bad_line_rejects_the_file()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");

        var bad = await port.ImportIsRejectedAsync(Csv(Good, BadVin, LeftBeforeItWasCleared, NotYetLeft, AnotherGood));

        bad.Select(line => (line.Line, line.Field)).ShouldBe([(3, "vin"), (4, "departed_at"), (5, "departed_at")]);
        await using var db = port.Db();
        (await db.Facts.CountAsync()).ShouldBe(0);
        (await db.DirtyDays.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Bad_lines_can_be_reported_and_the_others_imported()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");

        var answer = await port.ImportAsync(
            Csv(Good, BadVin, "only,three,fields", AnotherGood),
            BadLineHandling.Report
        );

        answer.ShouldSatisfyAllConditions(
            () => answer.Imported.ShouldBe(2),
            () => answer.Rejected.ShouldBe(2),
            () => answer.BadLines.Select(line => line.Line).Distinct().ShouldBe([3, 4])
        );
    }

    [Fact]
    public async Task An_imported_movement_keeps_the_same_identity_everywhere()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        await port.ImportAsync(Csv(Good));
        await using var db = port.Db();

        var fact = await db.Facts.SingleAsync();

        fact.MovementId.Version.ShouldBe(8);
        fact.ShouldSatisfyAllConditions(
            () => fact.Imported.ShouldBeTrue(),
            () => fact.Stage.ShouldBe(Stage.Departed),
            () => fact.Source.ShouldBe("admin, 2025-01-01 00:00Z"),
            () => fact.DepartedAt.ShouldBe(ThroughputFixture.At("2024-05-01T04:00Z")),
            () => fact.DepartedHour.ShouldBe(12)
        );
    }

    [Fact]
    public async Task A_repeated_official_total_is_replaced()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");
        await port.ImportOfficialTotalsAsync("2023,,300000,,first count");

        var answer = await port.ImportOfficialTotalsAsync("2023,,303752,,final count", "2023,12,30000,9000,customs");

        var imported = answer.ShouldBeOfType<Ok<OfficialTotalsImportResponse>>().Value!;
        imported.Periods.ShouldBe(2);
        var replaced = imported.Replaced.ShouldHaveSingleItem();
        replaced.Line.ShouldBe(2);
        replaced.Message.ShouldContain("vehicles is 300000 on record and 303752 here");
        (await port.TotalsAsync(2023)).Total.Vehicles.ShouldBe(303_752);
        (await port.TotalsAsync(2023, 12)).Total.NewEnergy.ShouldBe(9_000);
    }

    [Fact]
    public async Task One_bad_line_rejects_the_official_history()
    {
        await using var port = new ThroughputFixture("2025-01-01T00:00Z");

        var answer = await port.ImportOfficialTotalsAsync(
            "2023,1,100,,customs",
            "2023,13,100,,customs",
            "2023,1,101,,customs"
        );

        var problem = answer.ShouldBeOfType<ProblemHttpResult>();
        problem.StatusCode.ShouldBe(StatusCodes.Status400BadRequest);
        problem
            .ProblemDetails.Extensions["badLines"]
            .ShouldBeAssignableTo<IReadOnlyList<LineError>>()!
            .Select(line => (line.Line, line.Field))
            .ShouldBe([(3, "month"), (4, "month")]);
        (await port.TotalsAsync(2023, 1)).Total.Vehicles.ShouldBe(0);
    }

    /// <summary>A file with one departure on each of these days.</summary>
    public static string OneOn(params IEnumerable<string> days) =>
        Csv([.. days.Select(day => Good.Replace("2024-05-01", day, StringComparison.Ordinal))]);

    private static string Csv(params string[] lines) =>
        string.Join('\n', [string.Join(',', ImportedMovement.Columns), .. lines]);
}
