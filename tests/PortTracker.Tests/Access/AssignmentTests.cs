using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;
using PortTracker.Tests.SqlServer;

namespace PortTracker.Tests.Access;

/// <summary>An officer can act only at the assigned ports and stages.</summary>
public sealed class AssignmentTests(TwoPortSystem places) : IClassFixture<TwoPortSystem>
{
    private readonly PortHost port = places.Port;

    /// <summary>Every action: its path, the stage of its officers (null for supervisors), and an otherwise valid request.</summary>
    public static TheoryData<string, string?, Func<PortHost, Task<object>>> Actions { get; } =
        new()
        {
            { "entry/pre-registrations", ServiceNames.Entry, _ => Task.FromResult<object>(Announcement()) },
            {
                $"entry/pre-registrations/csv?port={PortHost.Port}&expectedOn=2027-01-01",
                ServiceNames.Entry,
                _ => Task.FromResult<object>(Manifest())
            },
            {
                "entry/arrivals",
                ServiceNames.Entry,
                _ => Task.FromResult<object>(PortHost.Arrival(SomeVehicle.Green()))
            },
            { "entry/no-shows", ServiceNames.Entry, AnnouncedAsync },
            { "entry/cancellations", ServiceNames.Entry, AnnouncedAsync },
            {
                "entry/queue-moves",
                null,
                async port => new QueueMoveRequest { MovementId = await GreenAsync(port), Reason = "Perishable" }
            },
            {
                "inspection/document-approvals",
                ServiceNames.Inspection,
                async port => Inspect((await port.ArriveAsync(SomeVehicle.Yellow())).MovementId)
            },
            { "inspection/starts", ServiceNames.Inspection, async port => Inspect(await RedAsync(port)) },
            {
                "inspection/completions",
                ServiceNames.Inspection,
                async port =>
                {
                    var red = await RedAsync(port);
                    await port.StartInspectionAsync(red);
                    return new CompletionRequest
                    {
                        Inspections = [new InspectionOutcome { MovementId = red, Findings = [] }],
                    };
                }
            },
            {
                "inspection/re-routes",
                null,
                async port => new ReRouteRequest
                {
                    MovementId = await GreenAsync(port),
                    Channel = Channel.Red,
                    Reason = "Tip-off",
                }
            },
            { "clearance/grants", ServiceNames.Clearance, async port => PortHost.On(await GreenAsync(port)) },
            { "clearance/grants", ServiceNames.Clearance, ByDeclarationAsync },
            { "clearance/grants", ServiceNames.Clearance, ByCarrierAsync },
            {
                "clearance/holds",
                ServiceNames.Clearance,
                async port => PortHost.Reasoned(await GreenAsync(port), "Papers missing")
            },
            {
                "clearance/resumptions",
                ServiceNames.Clearance,
                async port =>
                {
                    var held = await GreenAsync(port);
                    await port.HoldAsync(held);
                    return PortHost.On(held);
                }
            },
            {
                "clearance/refusals",
                ServiceNames.Clearance,
                async port => PortHost.Reasoned(await GreenAsync(port), "Stolen")
            },
            { "clearance/departures", ServiceNames.Clearance, async port => PortHost.On(await ClearedAsync(port)) },
            {
                "clearance/departure-corrections",
                null,
                async port =>
                {
                    var departed = await ClearedAsync(port);
                    await port.DepartAsync(departed);
                    return new DepartureCorrectionRequest
                    {
                        MovementId = departed,
                        DepartedAt = port.Time.GetUtcNow(),
                        Reason = "Clock",
                    };
                }
            },
        };

    [Fact]
    public void Every_port_action_is_covered()
    {
        var tried = Actions.Select(action => $"POST /api/{action.Data.Item1.Split('?')[0]}");
        var routes = RouteRecorder
            .NamesOf(port.Services.GetRequiredService<EndpointDataSource>())
            .Select(route => route.TrimEnd('/'))
            .Where(route =>
                ServiceNames.Sources.Any(service => route.StartsWith($"POST /api/{service}/", StringComparison.Ordinal))
            );
        string[] ofAdministrators = ["/replays", "/refills", "/failures/"];

        routes
            .Where(route => !ofAdministrators.Any(route.Contains))
            .ShouldBe(tried.Distinct(StringComparer.Ordinal), ignoreOrder: true);
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Actions))]
    public async Task An_officer_of_another_port_cannot_act_here(
        string path,
        string? stage,
        Func<PortHost, Task<object>> request
    )
    {
        var body = await request(port);
        var stranger = await HireAsync(stage, [TwoPortSystem.OtherPort], ServiceNames.Sources);

        await ShouldChangeNothingAsync(stranger, path, body, "You may not act at KHORGOS");

        await ShouldSucceedAsync(await HireAsync(stage, [PortHost.Port], ServiceNames.Sources), path, body);
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Actions))]
    public async Task An_officer_of_other_stages_cannot_act_here(
        string path,
        string? stage,
        Func<PortHost, Task<object>> request
    )
    {
        var body = await request(port);
        // Officers cannot do what is reserved to supervisors, at any stage.
        var others = ServiceNames.Sources.Where(other => other != stage).ToList();
        var stranger = await HireAsync(ServiceNames.Entry, ["*"], others);

        await ShouldChangeNothingAsync(stranger, path, body, "Your role does not allow this");

        await ShouldSucceedAsync(await HireAsync(stage, ["*"], stage is null ? [] : [stage]), path, body);
    }

    [Fact]
    public async Task A_vehicle_at_another_port_blocks_the_whole_clearance()
    {
        var here = await GreenAsync(port);
        var officer = await HireAsync(ServiceNames.Clearance, [TwoPortSystem.OtherPort], ServiceNames.Sources);
        using var gate = port.As("gate 2", Roles.Officer);
        using var arrived = await gate.PostAsync(
            "/api/entry/arrivals",
            PortHost.Arrival(SomeVehicle.Green()) with
            {
                Port = TwoPortSystem.OtherPort,
            }
        );
        var there = (await arrived.ReadAsync<ArrivalResponse>()).Arrivals[0].MovementId;
        await port.SettleAsync();
        MovementReference[] both = [new() { MovementId = there }, new() { MovementId = here }];

        await ShouldChangeNothingAsync(
            officer,
            "clearance/grants",
            new ClearanceRequest { Movements = both },
            "You may not act at KHORGOS"
        );

        await ShouldSucceedAsync(officer, "clearance/grants", PortHost.On(there));
    }

    /// <summary>Reads of one port; the movement there takes the place of {0}.</summary>
    public static TheoryData<string> Reads { get; } =
    [
        "board/desk/movements?port=KHORGOS",
        "board/desk/counts?port=KHORGOS",
        "entry/movements?port=KHORGOS",
        "entry/movements/{0}",
        "entry/movements/{0}/queue-changes",
        "entry/movements/{0}/events",
        "inspection/movements?port=KHORGOS&status=Released",
        "inspection/movements/{0}",
        "inspection/movements/{0}/events",
        "clearance/movements?port=KHORGOS&queue=Ready",
        "clearance/movements/{0}",
        "clearance/movements/{0}/events",
    ];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task An_officer_reads_only_the_own_port_and_a_manager_reads_all(string path)
    {
        var movement = await ClearedAsync(port);
        await port.SettleAsync();
        var address = $"/api/{string.Format(CultureInfo.InvariantCulture, path, movement)}";
        using var stranger = await HireAsync(ServiceNames.Entry, [TwoPortSystem.OtherPort], ServiceNames.Sources);
        using var own = await HireAsync(ServiceNames.Entry, [PortHost.Port.ToLowerInvariant()], ServiceNames.Sources);
        using var everywhere = await HireAsync(stage: null, ["*"], []);
        using var manager = port.Bearing(await port.SignInAsync(await port.HireAsync(Roles.Manager)));

        (await stranger.StatusAsync(address)).ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);

        (await own.StatusAsync(address)).ShouldBe(HttpStatusCode.OK);
        (await everywhere.StatusAsync(address)).ShouldBe(HttpStatusCode.OK);
        (await manager.StatusAsync(address)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_officer_lists_the_movements_of_the_own_port_only()
    {
        var here = await GreenAsync(port);
        using var stranger = await HireAsync(ServiceNames.Entry, [TwoPortSystem.OtherPort], ServiceNames.Sources);

        using var answer = await stranger.GetAsync(new Uri("/api/entry/movements?limit=5000", UriKind.Relative));

        (await answer.ReadAsync<Page<EntryMovement>>()).Items.ShouldNotContain(movement => movement.MovementId == here);
    }

    private static PreRegistrationRequest Announcement() =>
        new()
        {
            Port = PortHost.Port,
            ExpectedOn = new DateOnly(2027, 1, 1),
            Vehicles = [SomeVehicle.Green()],
        };

    private static string Manifest()
    {
        var vehicle = SomeVehicle.Green();
        return string.Join(',', VehicleCsv.Columns)
            + $"\n{vehicle.Vin},{vehicle.Plate},BYD,Song,Car,BatteryElectric,Complete,870380,KZ,{vehicle.DeclarationNumber},,{vehicle.Operator}";
    }

    private static MovementsRequest Inspect(Guid movement) =>
        new() { Movements = [new MovementReference { MovementId = movement }] };

    private static async Task<Guid> GreenAsync(PortHost port) =>
        (await port.ArriveAsync(SomeVehicle.Green())).MovementId;

    private static async Task<Guid> RedAsync(PortHost port) => (await port.ArriveAsync(SomeVehicle.Red())).MovementId;

    private static async Task<Guid> ClearedAsync(PortHost port)
    {
        var movement = await GreenAsync(port);
        await port.GrantAsync(movement);
        return movement;
    }

    private static async Task<object> AnnouncedAsync(PortHost port) =>
        new WithdrawalRequest { Movements = [await port.PreRegisterAsync(SomeVehicle.Green())], Reason = "Day over" };

    private static async Task<object> ByDeclarationAsync(PortHost port)
    {
        var vehicle = SomeVehicle.Green();
        await port.ArriveAsync(vehicle);
        return new ClearanceRequest { Port = PortHost.Port, DeclarationNumber = vehicle.DeclarationNumber };
    }

    private static async Task<object> ByCarrierAsync(PortHost port)
    {
        var vehicle = SomeVehicle.Green();
        vehicle = vehicle with { CarrierPlate = vehicle.Plate!.Replace('A', 'B') };
        await port.ArriveAsync(vehicle);
        return new ClearanceRequest { Port = PortHost.Port, CarrierPlate = vehicle.CarrierPlate };
    }

    /// <summary>An officer of these stages, or a supervisor for an action without a stage.</summary>
    private async Task<HttpClient> HireAsync(
        string? stage,
        IReadOnlyList<string> ports,
        IReadOnlyList<string> stages
    ) =>
        port.Bearing(
            await port.SignInAsync(
                await port.HireAsync(
                    AccessSteps.Someone(stage is null ? Roles.Supervisor : Roles.Officer) with
                    {
                        Ports = ports,
                        Stages = stages,
                    }
                )
            )
        );

    private async Task ShouldChangeNothingAsync(HttpClient client, string path, object body, string why)
    {
        await port.SettleAsync();
        var before = await RecordAsync();

        using var answer = await SendAsync(client, path, body);

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        problem.Detail!.ShouldContain(why);
        await port.SettleAsync();
        (await RecordAsync()).ShouldBe(before);
    }

    private static async Task ShouldSucceedAsync(HttpClient client, string path, object body)
    {
        using var answer = await SendAsync(client, path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, object body) =>
        body is string csv
            ? client.PostAsync(new Uri($"/api/{path}", UriKind.Relative), CsvBody.Of(csv))
            : client.PostAsync($"/api/{path}", body);

    /// <summary>The number of events in each service's journal: every change adds one.</summary>
    private async Task<string> RecordAsync()
    {
        var heads = new List<string>();
        foreach (var service in ServiceNames.Sources)
        {
            heads.Add($"{service} {(await port.GetAsync<FeedStatus>($"/api/{service}/feed")).Head}");
        }

        return string.Join(", ", heads);
    }
}
