using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Movements;

namespace PortTracker.Tests.Throughput;

public sealed class MovementDownloadTests
{
    private const int Year = 2024;

    [Fact]
    public async Task A_spreadsheet_contains_no_formula_and_is_written_asynchronously()
    {
        await using var port = new ThroughputFixture("2024-08-20T02:00Z");
        await (SampleMovement.On("2024-05-01T04:00Z") with { Brand = "=1+1" }).PassAsync(port, 0);
        var query = new MovementQuery { Port = ThroughputFixture.Port, Year = Year };

        await using var db = port.Db();
        var none = CancellationToken.None;
        var csv = await ResultExecution.BytesAsync(MovementDownload.Csv(query, db, port.Ports, port.Time, none).Result);
        var xlsx = await ResultExecution.BytesAsync(
            MovementDownload.Xlsx(query, db, port.Ports, port.Time, none).Result
        );

        Encoding.UTF8.GetString(csv).ShouldContain(",\"'=1+1\",");
        using var book = new ZipArchive(new MemoryStream(xlsx));
        var sheet = XDocument.Load(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        sheet.Descendants().Where(element => element.Name.LocalName is "f").ShouldBeEmpty();
        sheet
            .Descendants()
            .Single(element => element.Value is "=1+1" && !element.HasElements)
            .Name.LocalName.ShouldBe("t");
    }

    [Fact]
    public async Task Characters_that_are_invalid_in_a_workbook_are_removed()
    {
        await using var port = new ThroughputFixture("2024-08-20T02:00Z");
        await (SampleMovement.On("2024-05-01T04:00Z") with { Brand = "B\uFFFE𠮷\uFFFFYD" }).PassAsync(port, 0);
        var query = new MovementQuery { Port = ThroughputFixture.Port, Year = Year };

        await using var db = port.Db();
        var xlsx = await ResultExecution.BytesAsync(
            MovementDownload.Xlsx(query, db, port.Ports, port.Time, CancellationToken.None).Result
        );

        using var book = new ZipArchive(new MemoryStream(xlsx));
        XDocument
            .Load(book.GetEntry("xl/worksheets/sheet1.xml")!.Open())
            .Descendants()
            .ShouldContain(element => element.Value == "B𠮷YD");
    }
}
