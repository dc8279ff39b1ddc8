using System.Text;
using PortTracker.ServiceHosting.Csv;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Totals;

namespace PortTracker.Tests.Throughput;

public sealed class TotalsDownloadTests
{
    [Fact]
    public async Task A_decrease_in_a_CSV_is_a_number()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");
        await port.ImportOfficialTotalsAsync("2023,,303752,,customs", "2024,,200000,,customs");

        (await LinesAsync(port, 2024))
            .Single(line => line.StartsWith("Total,", StringComparison.Ordinal))
            .ShouldContain(",303752,-34.2,");
    }

    [Fact]
    public async Task A_period_shows_from_and_until_when_it_is_counted()
    {
        await using var port = new ThroughputFixture("2025-05-20T06:00Z");
        await port.DepartAsync("LSVAA4182E2184847", "2025-05-10T04:00Z");
        await port.AggregateAsync();

        var lines = await LinesAsync(port, 2025);

        var columns = lines[0].Split(',');
        var may = lines.Single(line => line.StartsWith("Months,", StringComparison.Ordinal)).Split(',');
        may[columns.IndexOf("until")].ShouldBe("2025-05-20");
        may[columns.IndexOf("whole")].ShouldBe("False");
    }

    [Fact]
    public async Task A_CSV_has_no_total_for_an_unknown_period()
    {
        await using var port = new ThroughputFixture("2025-02-01T00:00Z");

        (await LinesAsync(port, 2024)).ShouldHaveSingleItem().ShouldStartWith("\uFEFFpart,key,from,");
    }

    [Fact]
    public async Task An_early_failure_does_not_send_a_file()
    {
        using var body = new MemoryStream();
        CsvColumn<int>[] columns = [new("vehicles", vehicles => vehicles)];

        await Should.ThrowAsync<TimeoutException>(() =>
            ResultExecution.ToAsync(body, CsvDownload.Of("vehicles.csv", columns, Failing()))
        );

        body.Length.ShouldBe(0);
    }

    private static async IAsyncEnumerable<int> Failing()
    {
        await Task.Yield();
        foreach (var row in (int[])[])
        {
            yield return row;
        }

        throw new TimeoutException();
    }

    private static async Task<string[]> LinesAsync(ThroughputFixture port, int year)
    {
        await using var db = port.Db();
        var answer = await TotalsDownload.CsvAsync(
            ThroughputFixture.Port,
            year,
            month: null,
            db,
            port.Ports,
            port.Time,
            CancellationToken.None
        );
        return Encoding
            .UTF8.GetString(await ResultExecution.BytesAsync(answer.Result))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
