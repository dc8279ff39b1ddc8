using System.Net;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.SqlServer;

/// <summary>Vehicles pass the port, are withdrawn, and are watched by their firm.</summary>
internal static class VehicleCoverage
{
    private const string Operator = SomeVehicle.Operator;

    public static async Task CrossAsync(PortHost port)
    {
        var announced = SomeVehicle.Green() with { CarrierPlate = "新B77777" };
        await port.PreRegisterAsync(announced);
        var green = await port.ArriveAsync(announced, lane: "C1");
        var yellow = await port.ArriveAsync(SomeVehicle.Yellow(), lane: "C1");
        var red = await port.ArriveAsync(SomeVehicle.Red(), lane: "C1");
        await port.SendAsync("entry/queue-moves", Move(red.MovementId, before: green.MovementId));
        await port.SendAsync("entry/queue-moves", Move(red.MovementId, before: null));
        await port.SettleAsync();
        await port.ReadAsync($"entry/movements/{red.MovementId}", $"entry/movements/{red.MovementId}/queue-changes");
        await port.ReadAsync(
            $"entry/movements?port={PortHost.Port}&status=Arrived&vin={announced.Vin}",
            $"entry/movements?after={green.MovementId}"
        );

        await port.ApproveDocumentsAsync(yellow.MovementId);
        await port.ReadAsync($"inspection/movements/{red.MovementId}");
        await port.ReadAsync(
            $"board/desk/movements?port={PortHost.Port}",
            $"board/desk/movements?port={PortHost.Port}&stage=Held&find={announced.Vin}",
            $"board/desk/movements?port={PortHost.Port}&find=C1&after=1.{green.MovementId}",
            $"board/desk/counts?port={PortHost.Port}"
        );
        var waiting = $"inspection/movements?port={PortHost.Port}&status=AwaitingInspection";
        await port.ReadAsync(waiting, $"{waiting}&after=1.{green.MovementId}");
        await port.StartInspectionAsync(red.MovementId);
        await port.CompleteInspectionAsync(red.MovementId, new Finding { Code = "LAMP", Severity = Severity.Minor });
        await port.ReRouteAsync(yellow.MovementId, Channel.Green);

        await port.ReadAsync([
            $"clearance/movements/{red.MovementId}",
            .. ServiceNames.Sources.Select(service => $"{service}/movements/{red.MovementId}/events"),
        ]);
        foreach (var queue in Enum.GetNames<ClearanceQueue>())
        {
            var list = $"clearance/movements?port={PortHost.Port}&queue={queue}";
            await port.ReadAsync(list, $"{list}&after=1.{green.MovementId}");
        }

        var carrier = new ClearanceRequest { Port = PortHost.Port, CarrierPlate = announced.CarrierPlate };
        await port.SendAsync("clearance/grants", carrier);
        var declaration = SomeVehicle.NextDeclaration();
        await port.ArriveAsync(SomeVehicle.Green() with { DeclarationNumber = declaration });
        var whole = new ClearanceRequest { Port = PortHost.Port, DeclarationNumber = declaration };
        await port.SendAsync("clearance/grants", whole);
        await port.HoldAsync(red.MovementId);
        await port.ResumeAsync(red.MovementId);
        await port.GrantAsync(red.MovementId);
        await port.RefuseAsync(yellow.MovementId);
        await port.DepartAsync(red.MovementId);
        port.Time.Advance(TimeSpan.FromHours(1));
        await port.SendAsync(
            "clearance/departure-corrections",
            new DepartureCorrectionRequest
            {
                MovementId = red.MovementId,
                DepartedAt = port.Time.GetUtcNow().AddMinutes(-1),
                Reason = "Clock",
            }
        );
        await port.SettleAsync();
        await port.ReadAsync("board/ports", $"board/{PortHost.Port}");
    }

    public static async Task CloseAsync(PortHost port)
    {
        var vehicle = SomeVehicle.Green();
        var csv =
            string.Join(',', VehicleCsv.Columns)
            + $"\n{vehicle.Vin},{vehicle.Plate},BYD,Song,Car,BatteryElectric,Complete,870380,KZ,{SomeVehicle.NextDeclaration()},,{Operator}";
        await port.SendAsync(
            $"entry/pre-registrations/csv?port={PortHost.Port}&expectedOn=2027-01-01",
            CsvBody.Of(csv)
        );
        var missing = await port.PreRegisterAsync(SomeVehicle.Green());
        await port.SendAsync("entry/no-shows", new WithdrawalRequest { Movements = [missing], Reason = "Day over" });
        var cancelled = await port.PreRegisterAsync(SomeVehicle.Green());
        await port.SendAsync("entry/cancellations", new WithdrawalRequest { Movements = [cancelled], Reason = "Sold" });
        await port.SendAsync("inspection/starts", OnNobody(), HttpStatusCode.Conflict);
        await port.SettleAsync();
    }

    public static async Task WatchAsFirmAsync(PortHost port)
    {
        var client = AutomationClient.Create(
            port.Anonymous(),
            await port.Users.OperatorAsync("dispatcher", Operator),
            retryFor: TimeSpan.Zero
        );
        var announced = await client.Entry.PreRegisterAsync(
            new PreRegistrationRequest
            {
                Port = PortHost.Port,
                ExpectedOn = new DateOnly(2027, 1, 1),
                Vehicles = [SomeVehicle.Green()],
            }
        );
        await client.Entry.CancelAsync(
            new WithdrawalRequest { Movements = [announced.Movements[0].MovementId], Reason = "Sold" }
        );
        await port.SettleAsync();
        await client.Entry.Movements(PortHost.Port).PageAsync();
        var movement = announced.Movements[0].MovementId;
        using var firm = port.AsFirm(Operator);
        (await firm.GetStringAsync($"/api/board/firm/movements?port={PortHost.Port}")).ShouldContain($"{movement}");
        (
            await firm.GetStringAsync($"/api/board/firm/movements.csv?port={PortHost.Port}&stage=Cancelled")
        ).ShouldNotBeEmpty();
        await firm.GetByteArrayAsync($"/api/board/firm/movements.xlsx?port={PortHost.Port}");
        await firm.GetStringAsync($"/api/entry/movements/{movement}");
        await firm.GetStringAsync($"/api/entry/movements/{movement}/queue-changes");
    }

    private static QueueMoveRequest Move(Guid movement, Guid? before) =>
        new()
        {
            MovementId = movement,
            Before = before,
            Reason = "Perishable cargo",
        };

    private static MovementsRequest OnNobody() =>
        new() { Movements = [new MovementReference { MovementId = Guid.NewGuid() }] };
}
