using System.Text;
using Microsoft.Playwright;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>What the user of a firm does on its page, and sees there.</summary>
internal static class FirmPageSteps
{
    private static int firms;

    public static List<Vehicle> Cars(int count, string firm, string? carrier, string? declaration = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => TestTraffic.Car())
                .Select(car =>
                    car with
                    {
                        Operator = firm,
                        CarrierPlate = carrier,
                        DeclarationNumber = declaration ?? car.DeclarationNumber,
                    }
                ),
        ];

    /// <summary>USCC of a firm that no other test has.</summary>
    public static string NextFirm()
    {
        var code = $"91654004MA{Interlocked.Increment(ref firms):0000000}";
        return code + Uscc.CheckCharacter(code);
    }

    public static string Line(Vehicle vehicle) =>
        string.Join(
            ',',
            vehicle.Vin,
            vehicle.Plate,
            vehicle.Brand,
            vehicle.Model,
            vehicle.Category,
            vehicle.Propulsion,
            vehicle.Form,
            vehicle.HsCode,
            vehicle.Destination,
            vehicle.DeclarationNumber,
            vehicle.CarrierPlate,
            vehicle.Operator
        );

    public static ClearanceRequest Clearance(PreRegistrationResponse announced) =>
        new()
        {
            Movements = [.. announced.Movements.Select(one => new MovementReference { MovementId = one.MovementId })],
        };

    public static Task ChooseAsync(IPage page, IEnumerable<string> lines) =>
        ChooseAsync(
            page,
            Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend(string.Join(',', VehicleCsv.Columns))) + "\r\n")
        );

    public static async Task ChooseAsync(IPage page, byte[] content)
    {
        await page.GetByLabel("Manifest (CSV)")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "manifest.csv",
                    MimeType = "text/csv",
                    Buffer = content,
                }
            );
    }

    public static ILocator Rows(IPage page) => page.Locator("tbody tr:has(td.vehicle)");

    public static ILocator Row(IPage page, Vehicle vehicle) => Rows(page).Filter(new() { HasText = vehicle.Vin });

    public static ILocator Count(IPage page, string stage) =>
        page.Locator(".counts li").Filter(new() { Has = page.GetByText(stage, new() { Exact = true }) }).Locator("b");

    public static async Task ReportsAsync(ILocator row, int line, string column, string what)
    {
        var cells = row.GetByRole(AriaRole.Cell);
        await Expect(cells.Nth(0)).ToHaveTextAsync($"{line}");
        await Expect(cells.Nth(1)).ToHaveTextAsync(column);
        await Expect(cells.Nth(2)).ToContainTextAsync(what);
    }

    public static Task SaidAsync(IPage page, string text) =>
        Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = text })).ToBeVisibleAsync();

    /// <summary>The list has exactly these vehicles, all in this stage.</summary>
    public static async Task ShowsAsync(IPage page, IReadOnlyList<Vehicle> vehicles, string stage)
    {
        await Expect(Rows(page).Filter(new() { HasText = stage })).ToHaveCountAsync(vehicles.Count);
        await Expect(Rows(page)).ToHaveCountAsync(vehicles.Count);
        foreach (var vehicle in vehicles)
        {
            await Expect(Row(page, vehicle)).ToContainTextAsync(stage);
        }
    }

    public static async Task ShouldNotReloadAsync(IPage page) =>
        (await page.EvaluateAsync<int?>("window.__same")).ShouldBe(1);
}
