using System.Globalization;
using System.Net;
using System.Text.Json;
using CsvHelper;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.Audit;

public sealed class AuditExportTests : IAsyncLifetime
{
    private readonly PortHost port = new();

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task The_export_contains_no_formula(string reason)
    {
        var arrived = await port.ArriveAsync(SomeVehicle.Green());
        await port.HoldAsync(arrived.MovementId, reason);

        var lines = await ExportAsync(ServiceNames.Clearance);

        lines[0].Cell("reason").ShouldBe("'" + reason);
        lines.SelectMany(line => line.Cells).ShouldAllBe(cell => cell.Length == 0 || !"=+-@".Contains(cell[0]));
    }

    [Fact]
    public async Task An_export_has_the_requested_rows_and_is_audited()
    {
        var arrived = await port.ArriveAsync(SomeVehicle.Green());
        await port.HoldAsync(arrived.MovementId);
        await port.ResumeAsync(arrived.MovementId);
        var trail = await port.AuditAsync(ServiceNames.Clearance);

        var line = (await ExportAsync(ServiceNames.Clearance, "?action=clearance/holds")).ShouldHaveSingleItem();

        line.Cell("sequence").ShouldBe("1");
        line.Cell("hash").ShouldBe(trail[0].Hash);
        line.Cell("action").ShouldBe("clearance/holds");
        line.Cell("subject").ShouldBe(arrived.MovementId.ToString());
        JsonElement.Parse(line.Cell("after")).GetProperty("queue").GetString().ShouldBe("Held");
        var export = (await port.AuditAsync(ServiceNames.Clearance)).Skip(trail.Count).ShouldHaveSingleItem();
        AuditDetails.Of(export)!.Name.ShouldBe("auditor.auditor");
        export.Action.ShouldBe("clearance/audit.csv");
        var after = AuditDetails.Of(export).ShouldNotBeNull().After.ShouldNotBeNull();
        after.GetProperty("action").GetString().ShouldBe("clearance/holds");
    }

    private async Task<IReadOnlyList<Line>> ExportAsync(string service, string query = "")
    {
        using var auditor = port.As("auditor", Roles.Auditor);
        using var response = await auditor.GetAsync($"/api/{service}/audit.csv{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/csv");
        using var csv = new CsvReader(
            new StringReader(await response.Content.ReadAsStringAsync()),
            CultureInfo.InvariantCulture
        );
        await csv.ReadAsync();
        csv.ReadHeader();
        List<Line> lines = [];
        while (await csv.ReadAsync())
        {
            lines.Add(new Line([.. csv.HeaderRecord!], [.. csv.Parser.Record!]));
        }

        return lines;
    }

    private sealed record Line(IReadOnlyList<string> Heading, IReadOnlyList<string> Cells)
    {
        public string Cell(string column) => Cells[Heading.ToList().IndexOf(column)];
    }
}
