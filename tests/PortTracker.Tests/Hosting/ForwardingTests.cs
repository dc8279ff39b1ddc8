using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Simulation;
using PortTracker.Tests.Access;

namespace PortTracker.Tests.Hosting;

public sealed class ForwardingTests(ServiceAndWebHosts hosts) : IClassFixture<ServiceAndWebHosts>
{
    private const string Arrivals = "/api/entry/arrivals";

    [Fact]
    public async Task A_vehicle_can_be_tracked_through_the_web_host()
    {
        var arrived = await ArriveAsync();
        await FeedPositions.DrainAsync(hosts.Client, TimeSpan.FromSeconds(20));

        await hosts.Client.Clearance.GrantAsync(PortHost.On(arrived.MovementId));
        await FeedPositions.DrainAsync(hosts.Client, TimeSpan.FromSeconds(20));

        var board = await hosts.Client.Board.SnapshotAsync(PortHost.Port);
        board.Vehicles.Single(vehicle => vehicle.MovementId == arrived.MovementId).Stage.ShouldBe(Stage.Cleared);
        var page = await hosts.Web.GetStringAsync($"/board/{PortHost.Port}");
        page.ShouldContain(arrived.QueueNumber);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task The_board_can_be_watched_through_the_web_host(HttpTransportType transport)
    {
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(hosts.Web.BaseAddress!, IQueueHub.Route), transport)
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions))
            .Build();
        var deltas = System.Threading.Channels.Channel.CreateUnbounded<BoardDelta>();
        connection.On<BoardDelta>(nameof(IQueueHubClient.BoardChanged), delta => deltas.Writer.TryWrite(delta));
        await connection.StartAsync();
        await connection.InvokeAsync<BoardSnapshot>(nameof(IQueueHub.Watch), PortHost.Port);

        var arrived = await ArriveAsync();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var delta in deltas.Reader.ReadAllAsync(patience.Token))
        {
            if (delta.Changed.Any(vehicle => vehicle.MovementId == arrived.MovementId))
            {
                break;
            }
        }
    }

    public static TheoryData<string, string, HttpStatusCode> Refused { get; } =
        new()
        {
            { """{"port":"NOWHERE","arrivals":[]}""", "application/json", HttpStatusCode.BadRequest },
            { "no JSON", "application/json", HttpStatusCode.BadRequest },
            { "vin", "text/csv", HttpStatusCode.UnsupportedMediaType },
            { Large(), "application/json", HttpStatusCode.RequestEntityTooLarge },
        };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Refused))]
    public async Task A_refusal_is_forwarded_unchanged(string body, string mediaType, HttpStatusCode status)
    {
        foreach (var chunked in (bool[])[false, true])
        {
            using var direct = await PostAsync(hosts.Services, body, mediaType, chunked);
            using var forwarded = await PostAsync(hosts.Web, body, mediaType, chunked);

            var problem = await forwarded.ShouldBeProblemAsync(status);
            problem.Detail.ShouldNotBeNullOrEmpty();
            (await WithoutTraceAsync(forwarded)).ShouldBe(await WithoutTraceAsync(direct));
        }
    }

    [Fact]
    public async Task An_anonymous_request_is_refused_by_the_service()
    {
        using var answer = await hosts.Anonymous.GetAsync(new Uri("/api/clearance/ledger", UriKind.Relative));

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        problem.Detail!.ShouldContain("/api/access/tokens");
    }

    [Fact]
    public async Task Sign_in_and_sign_out_work_through_the_web_host()
    {
        var administrator = AutomationClient.Create(hosts.Web, tokens: null);
        var user = new AddUserRequest
        {
            UserName = "through.the.web",
            DisplayName = "Through the web",
            Roles = [Roles.Administrator],
        };
        var password = await DemoOnboarding.AddAsync(administrator, hosts.Anonymous, user);
        using var browser = new CookieBrowser(
            hosts.Web.BaseAddress!,
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
        );

        (await browser.SignInAsync(user.UserName, password, returnUrl: "/admin")).ShouldLeadTo("/admin");
        var me = await browser.MeAsync();
        var firm = new Firm { Uscc = SomeVehicle.Operator, Name = "Through the web" };
        using var written = await browser.PostAsync("/api/access/firms", firm, me.AntiforgeryToken);
        written.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var page = await browser.GetAsync("/admin");
        using var signOut = await CookieBrowser.FormAsync(page, "api/access/sign-outs");
        (await browser.SendAsync(signOut)).ShouldLeadTo("/sign-in");
        (await browser.GetAsync("/admin")).ShouldLeadTo("/sign-in?returnUrl=%2Fadmin");
    }

    [Fact]
    public async Task A_repeated_request_through_the_web_host_is_executed_once()
    {
        var body = System.Text.Json.JsonSerializer.Serialize(PortHost.Arrival(SomeVehicle.Green()), PortJson.Options);
        var key = Guid.NewGuid().ToString();

        using var first = await PostAsync(hosts.Web, body, "application/json", chunked: false, key);
        using var again = await PostAsync(hosts.Web, body, "application/json", chunked: false, key);

        var text = await first.Content.ReadAsStringAsync();
        first.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        (await again.Content.ReadAsStringAsync()).ShouldBe(text);
    }

    [Fact]
    public async Task A_large_import_passes_through_the_web_host()
    {
        const int Movements = 15_000;
        const int LineLength = 2_100;
        var port = await PortAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(port.TimeZone);
        using var file = new MemoryStream();
        MovementCsv.Write(file, TrafficPlan.Generate(Movements, seed: 1, new DateOnly(2025, 1, 1), 300, zone));
        var lines = Encoding
            .UTF8.GetString(file.ToArray())
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // Blanks are trimmed: the size is what matters here.
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => line.PadRight(LineLength))));
        bytes.Length.ShouldBeGreaterThan(30_000_000, "Kestrel accepts less by default");

        var imported = await hosts.Client.Throughput.ImportMovementsAsync(
            PortHost.Port,
            BadLineHandling.Reject,
            new CsvSource(() => new MemoryStream(bytes))
        );

        imported.Imported.ShouldBe(Movements);
    }

    [Fact]
    public async Task The_API_document_is_the_same_as_in_one_process()
    {
        var forwarded = await DocumentAsync(hosts.Web);
        var direct = await DocumentAsync(hosts.Services);

        forwarded["paths"]!.AsObject().Count.ShouldBeGreaterThan(20);
        Ordered(forwarded).ShouldBe(Ordered(direct));
    }

    [Fact]
    public async Task Both_hosts_are_ready()
    {
        foreach (var host in (HttpClient[])[hosts.Services, hosts.Web])
        {
            using var answer = await host.GetAsync(new Uri("/health/ready", UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
            JsonNode.Parse(text)!["status"]!.GetValue<string>().ShouldBe("Healthy");
        }
    }

    private async Task<ArrivedVehicle> ArriveAsync() =>
        (await hosts.Client.Entry.ArriveAsync(PortHost.Arrival(SomeVehicle.Green()))).Arrivals.ShouldHaveSingleItem();

    private async Task<PortInfo> PortAsync() =>
        (await hosts.Client.Board.PortsAsync()).Single(port => port.Code == PortHost.Port);

    private static string Large() =>
        $$"""{"port":"{{PortHost.Port}}","arrivals":[{{string.Join(',', Enumerable.Repeat("""{"vin":"LSVAA4180E0000001"}""", 400_000))}}]}""";

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient host,
        string body,
        string mediaType,
        bool chunked,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Arrivals)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType)),
            Headers = { { RequestHeaders.IdempotencyKey, key ?? Guid.NewGuid().ToString() } },
        };
        request.Headers.TransferEncodingChunked = chunked;
        return await host.SendAsync(request);
    }

    private static async Task<string> WithoutTraceAsync(HttpResponseMessage answer)
    {
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }

    private static async Task<JsonObject> DocumentAsync(HttpClient host) =>
        JsonNode.Parse(await host.GetStringAsync("/openapi/v1.json"))!.AsObject();

    private static string Ordered(JsonNode document) => Sorted(document)!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject fields => new JsonObject(
                fields
                    .OrderBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
