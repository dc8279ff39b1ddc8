using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;
using PortTracker.Host;
using PortTracker.ServiceCore.Persistence;
using PortTracker.Simulation;

namespace PortTracker.Tests;

/// <summary>
/// The whole system in this process, on a database of its own and a clock that stands still until it is told. Its methods are what
/// people do at a port; those that must not work have their answer looked at through <see cref="PostAsync"/>.
/// </summary>
public sealed class PortHost : IAsyncLifetime
{
    public const string Port = "KHORGOS";
    private const string Gate = "gate 1";
    private readonly string oneTimePassword = DemoOnboarding.RandomPassword();
    private WebApplicationFactory<Program> factory = null!;
    private TestUsers? users;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 12, 2, 0, 0, TimeSpan.Zero));

    /// <summary>Settings of the host beyond those that every test has; they take effect when it is started again.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Where the host's log goes once it is started again; otherwise nowhere.</summary>
    public ILoggerProvider? Logging { get; set; }

    /// <summary>Where it keeps its data.</summary>
    internal TestDatabase Database
    {
        get => field ??= new TestDatabase();
        init;
    }

    /// <summary>How its events get from service to service.</summary>
    internal TestTransport Transport { get; init; } = new();

    /// <summary>What the host has in place of its own, or besides.</summary>
    internal Action<IServiceCollection> With { get; init; } = _ => { };

    public IServiceProvider Services => factory.Services;

    public async ValueTask InitializeAsync()
    {
        await Database.MigrateAsync();
        await Transport.ConnectAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Null where the host did not start: that error counts, not one of the end.
        await (factory?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Transport.DisposeAsync();
        Database.Dispose();
    }

    /// <summary>Ends the host and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await Transport.SentAsync(Database);
        await factory.DisposeAsync();
        await StartAsync();
    }

    /// <summary>Those who have accounts here.</summary>
    internal TestUsers Users => users ??= new TestUsers(ToWhicheverHostRuns, oneTimePassword, Time);

    public HttpMessageHandler Handler() => factory.Server.CreateHandler();

    /// <summary>What sends requests in the name of a user, past the factory's own client, which gathers a body before it sends it.</summary>
    public HttpMessageHandler Handler(string name, params IReadOnlyList<string> roles) =>
        Users.Handler(factory.Server.CreateHandler(), name, roles);

    /// <summary>A client in the name of a user with these roles.</summary>
    public HttpClient As(string name, params IReadOnlyList<string> roles) =>
        new(Handler(name, roles)) { BaseAddress = factory.Server.BaseAddress };

    /// <summary>A client in the name of a user of a firm.</summary>
    internal HttpClient AsFirm(string firm) => As(() => Users.OperatorAsync("dispatcher", firm));

    /// <summary>A client in the name of whoever has these tokens.</summary>
    internal HttpClient As(Func<Task<AccessTokenProvider>> who) =>
        new(TestUsers.Handler(factory.Server.CreateHandler(), who)) { BaseAddress = factory.Server.BaseAddress };

    public HttpClient Anonymous() => factory.CreateClient();

    public async Task<HttpResponseMessage> PostAsync(
        string path,
        object body,
        string? key = null,
        string role = Roles.Officer
    )
    {
        using var client = As(Gate, role);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body as HttpContent ?? JsonContent.Create(body, body.GetType(), options: PortJson.Options),
        };
        if (key is not null)
        {
            request.Headers.Add(RequestHeaders.IdempotencyKey, key);
        }

        return await client.SendAsync(request);
    }

    public async Task<T> GetAsync<T>(string path)
    {
        using var client = As("auditor", Roles.Auditor);
        return await client.GetFromJsonAsync<T>(path, PortJson.Options)
            ?? throw new InvalidOperationException("No answer.");
    }

    public async Task<Guid> PreRegisterAsync(Vehicle vehicle)
    {
        var response = await DoAsync<PreRegistrationResponse>(
            "/api/entry/pre-registrations",
            new PreRegistrationRequest
            {
                Port = Port,
                ExpectedOn = new DateOnly(2026, 5, 12).AddDays(400),
                Vehicles = [vehicle],
            }
        );
        return response.Movements[0].MovementId;
    }

    public async Task<ArrivedVehicle> ArriveAsync(
        Vehicle vehicle,
        DateTimeOffset? occurredAt = null,
        string? lane = null
    )
    {
        var response = await DoAsync<ArrivalResponse>("/api/entry/arrivals", Arrival(vehicle, occurredAt, lane));
        await SettleAsync();
        return response.Arrivals[0];
    }

    public static ArrivalRequest Arrival(Vehicle vehicle, DateTimeOffset? occurredAt = null, string? lane = null) =>
        new()
        {
            Port = Port,
            Arrivals =
            [
                new Arrival
                {
                    Vin = vehicle.Vin,
                    Vehicle = vehicle,
                    OccurredAt = occurredAt,
                    Lane = lane,
                },
            ],
        };

    public Task ApproveDocumentsAsync(Guid movement) => InspectionAsync("document-approvals", movement);

    public Task StartInspectionAsync(Guid movement) => InspectionAsync("starts", movement);

    public Task CompleteInspectionAsync(Guid movement, params Finding[] findings) =>
        ActAsync(
            "/api/inspection/completions",
            new CompletionRequest
            {
                Inspections = [new InspectionOutcome { MovementId = movement, Findings = findings }],
            }
        );

    public Task ReRouteAsync(Guid movement, Channel channel) =>
        ActAsync(
            "/api/inspection/re-routes",
            new ReRouteRequest
            {
                MovementId = movement,
                Channel = channel,
                Reason = "Tip-off",
            },
            Roles.Supervisor
        );

    public Task GrantAsync(Guid movement) => ActAsync("/api/clearance/grants", On(movement));

    public Task HoldAsync(Guid movement, string reason = "Papers missing") =>
        ActAsync("/api/clearance/holds", Reasoned(movement, reason));

    public Task ResumeAsync(Guid movement) => ActAsync("/api/clearance/resumptions", On(movement));

    public Task RefuseAsync(Guid movement, string reason = "Stolen") =>
        ActAsync("/api/clearance/refusals", Reasoned(movement, reason));

    public Task DepartAsync(Guid movement) => ActAsync("/api/clearance/departures", On(movement));

    public static ClearanceRequest On(Guid movement) =>
        new() { Movements = [new MovementReference { MovementId = movement }] };

    public static ReasonedClearanceRequest Reasoned(Guid movement, string reason) =>
        new() { Movements = [new MovementReference { MovementId = movement }], Reason = reason };

    public async Task<Stage> StageAsync(Guid movement)
    {
        await SettleAsync();
        return (await LedgerAsync(ServiceNames.Board)).Single(entry => entry.MovementId == movement).Stage!.Value;
    }

    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string service) =>
        (await GetAsync<Page<LedgerEntry>>($"/api/{service}/ledger?limit=5000")).Items;

    /// <summary>A service's audit trail, or what the query asks of it.</summary>
    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string service, string query = "") =>
        (await GetAsync<Page<AuditEntry>>($"/api/{service}/audit?limit=5000&{query}")).Items;

    /// <summary>Waits until every service has taken in every event of the others.</summary>
    public async Task SettleAsync()
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var feeds = new List<FeedStatus>();
            foreach (var service in ServiceNames.All)
            {
                feeds.Add(await GetAsync<FeedStatus>($"/api/{service}/feed"));
            }

            var heads = feeds.ToDictionary(feed => feed.Service, feed => feed.Head, StringComparer.Ordinal);
            feeds.Sum(feed => feed.Failed).ShouldBe(0, "events were set aside");
            if (feeds.TrueForAll(feed => IsDrained(feed, heads)))
            {
                return;
            }

            TimeProvider
                .System.GetElapsedTime(deadline)
                .ShouldBeLessThan(TimeSpan.FromSeconds(30), "the feeds did not drain");
            await Task.Delay(5);
        }
    }

    private static bool IsDrained(FeedStatus feed, Dictionary<string, long> heads) =>
        feed.Positions.All(position => position.Value >= heads[position.Key]);

    private Task InspectionAsync(string action, Guid movement) =>
        ActAsync(
            $"/api/inspection/{action}",
            new MovementsRequest { Movements = [new MovementReference { MovementId = movement }] }
        );

    private async Task ActAsync(string path, object request, string role = Roles.Officer)
    {
        await SettleAsync();
        await DoAsync<ActionResponse>(path, request, role);
        await SettleAsync();
    }

    private async Task<T> DoAsync<T>(string path, object request, string role = Roles.Officer)
    {
        using var response = await PostAsync(path, request, role: role);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<T>(text, PortJson.Options)!;
    }

    private HttpClient ToWhicheverHostRuns() =>
        new(new LateBoundHandler(() => factory.Server.CreateHandler())) { BaseAddress = new Uri("http://localhost") };

    private async Task StartAsync()
    {
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            foreach (var (key, value) in Database.Settings.Concat(Transport.Settings))
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(logging =>
            {
                logging.ClearProviders();
                if (Logging is not null)
                {
                    logging.AddProvider(Logging);
                }
            });
            builder.UseSetting("Access:Administrator:Password", oneTimePassword);
            // All callers of a test have one address, and are quicker than people.
            foreach (var limit in (string[])["Staff", "Firms", "Anonymous", "SignInsByName", "SignInsByAddress"])
            {
                builder.UseSetting($"RateLimits:{limit}", "10000");
            }

            // Chance has no place in a test: brands decide.
            builder.UseSetting("Inspection:RandomRed", "0");
            builder.UseSetting("Inspection:RandomYellow", "0");
            builder.UseSetting("Inspection:Rules:10:Name", "red brand");
            builder.UseSetting("Inspection:Rules:10:Channel", "Red");
            builder.UseSetting("Inspection:Rules:10:Brands:0", "Red Motors");
            builder.UseSetting("Inspection:Rules:11:Name", "yellow brand");
            builder.UseSetting("Inspection:Rules:11:Channel", "Yellow");
            builder.UseSetting("Inspection:Rules:11:Brands:0", "Yellow Motors");
            foreach (var (key, value) in Settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Time);
                LastingLoggerFactory.AddTo(services);
                // What keeps guessers out keeps tests waiting.
                services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
                if (Database.IsPrepared)
                {
                    services.RemoveAll<IDatabaseMigration>();
                }

                With(services);
            });
        });
        factory.Server.BaseAddress = new Uri("http://localhost");
        await Transport.ReadyAsync(Services);
    }
}
