using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.ServiceHosting.Access;
using PortTracker.Simulation;
using PortTracker.Testing;
using PortTracker.Tests.SqlServer;

namespace PortTracker.Tests.Hosting;

public sealed partial class LogTests
{
    private const string Name = "li.wei";

    [Fact]
    public async Task No_password_key_token_or_cookie_is_ever_logged()
    {
        using var log = new LogCapture();
        await using var hosts = new ServiceAndWebHosts
        {
            Logging = log,
            Settings = LogCapture.Everything(LogLevel.Debug),
        };
        await hosts.InitializeAsync();
        var secrets = new List<string>();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = hosts.Web.BaseAddress,
        };

        var tokens = await SignInAsync(hosts, secrets);
        await UseKeyAsync(hosts, secrets);
        await UseFormAsync(hosts, browser, secrets);
        await SetUpTwoFactorAsync(hosts, tokens, secrets);
        foreach (
            var transport in (HttpTransportType[])
                [HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling]
        )
        {
            await WatchAsync(hosts, tokens.AccessToken, transport);
        }

        // A token in the wrong place.
        (await browser.GetAsync($"/api/entry/feed?access_token={tokens.AccessToken}")).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        using var cutOff = new StringContent(
            $$"""{"userName":"{{Name}}","password":"{{secrets[0]}}""",
            Encoding.UTF8,
            "application/json"
        );
        (await browser.PostAsync("/api/access/tokens", cutOff)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        secrets.Count.ShouldBeGreaterThan(10);
        // Both hosts logged at the lowest level.
        log.Lines.ShouldContain(line => line.Category == "Microsoft.AspNetCore.Routing.EndpointMiddleware");
        log.Lines.ShouldContain(line =>
            line.Category.StartsWith("Microsoft.AspNetCore.Http.Connections", StringComparison.Ordinal)
        );
        log.Lines.ShouldContain(line => line.Category.StartsWith("Yarp", StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            LoggersOf(log, secret).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_log_names_no_vehicle_and_no_person()
    {
        using var log = new LogCapture();
        await using var port = new PortHost { Logging = log };
        foreach (var (key, value) in LogCapture.Everything(LogLevel.Information))
        {
            port.Settings[key] = value;
        }

        await port.InitializeAsync();

        await CoverageDay.PlayAsync(port);

        log.Lines.ShouldContain(line => line.Level == LogLevel.Error, "poison was set aside, and that is told");
        log.Lines.ShouldContain(line => line.Text.Contains("discarded", StringComparison.Ordinal));
        log.Lines.SelectMany(line => Vins().Matches(line.Text)).Select(match => match.Value).ShouldBeEmpty();
        log.Lines.SelectMany(line => Plates().Matches(line.Text)).Select(match => match.Value).ShouldBeEmpty();
        string[] people = ["day.labourer", "Day labourer", "gate-1", "gate 1", "everyone", "leaver", "A firm"];
        foreach (var person in people)
        {
            LoggersOf(log, person).ShouldBeEmpty(person);
        }
    }

    [Theory]
    [InlineData("/hubs/queue", "t")]
    [InlineData("/hubs/queue/negotiate", "t")]
    [InlineData("/hubs/queues", null)]
    [InlineData("/api/entry/feed", null)]
    [InlineData("/", null)]
    public void Only_the_hub_accepts_a_token_in_the_query_string(string path, string? taken)
    {
        var http = new DefaultHttpContext
        {
            Request = { Path = path, QueryString = new QueryString("?access_token=t") },
        };

        AccessSchemes.TokenOf(http.Request).ShouldBe(taken);
    }

    private static IEnumerable<string> LoggersOf(LogCapture log, string text) =>
        log
            .Lines.Where(line => line.Text.Contains(text, StringComparison.Ordinal))
            .Select(line => $"{line.Category} ({line.Level})")
            .Distinct(StringComparer.Ordinal);

    private static async Task<AccessTokens> SignInAsync(ServiceAndWebHosts hosts, List<string> secrets)
    {
        var administrator = await hosts.Users.AdministratorAsync();
        var user = new AddUserRequest
        {
            UserName = Name,
            DisplayName = "Li Wei",
            Roles = [Roles.Manager],
        };
        var made = await administrator.Users.AddAsync(user);
        var password = DemoOnboarding.RandomPassword();
        await DemoOnboarding.ChoosePasswordAsync(hosts.Anonymous, Name, made.Password, password);
        var tokens = await TokenRequests.SignInAsync(
            hosts.Anonymous,
            new SignInRequest { UserName = Name, Password = password }
        );
        var wrong = DemoOnboarding.RandomPassword();
        await Should.ThrowAsync<PortTrackerException>(() =>
            TokenRequests.SignInAsync(hosts.Anonymous, new SignInRequest { UserName = Name, Password = wrong })
        );
        var renewed = await TokenRequests.RefreshAsync(hosts.Anonymous, tokens.RefreshToken);
        secrets.AddRange([password, made.Password, wrong, tokens.AccessToken, tokens.RefreshToken]);
        secrets.AddRange([renewed.AccessToken, renewed.RefreshToken]);
        return renewed;
    }

    private static async Task UseKeyAsync(ServiceAndWebHosts hosts, List<string> secrets)
    {
        var administrator = await hosts.Users.AdministratorAsync();
        await administrator.Firms.PutAsync(new Firm { Uscc = TestUsers.Firm, Name = "A firm" });
        var made = await administrator.ApiKeys.CreateAsync(
            new CreateApiKeyRequest
            {
                Firm = TestUsers.Firm,
                Name = "dispatch",
                Scopes = [Scopes.Read],
                Days = 1,
            }
        );
        var unknown = ApiKeys.Make();
        (await AskAsync(made.Secret)).ShouldNotBe(HttpStatusCode.Unauthorized);
        (await AskAsync(unknown)).ShouldBe(HttpStatusCode.Unauthorized);
        secrets.AddRange([made.Secret, unknown]);

        async Task<HttpStatusCode> AskAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/entry/movements?port={PortHost.Port}")
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
            };
            using var answer = await hosts.Anonymous.SendAsync(request);
            return answer.StatusCode;
        }
    }

    private static async Task UseFormAsync(ServiceAndWebHosts hosts, HttpClient browser, List<string> secrets)
    {
        using var signedIn = await SignInForm.SubmitAsync(browser, hosts.Parts, Name, secrets[0]);
        var cookie = signedIn
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("porttracker=", StringComparison.Ordinal))
            .Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/access/me")
        {
            Headers = { { "Cookie", cookie } },
        };
        using var answer = await browser.SendAsync(request);
        var me = await answer.EnsureSuccessStatusCode().ReadAsync<CurrentUser>();
        secrets.AddRange([cookie.Split('=')[1], me.AntiforgeryToken.ShouldNotBeNull()]);
    }

    private static async Task SetUpTwoFactorAsync(ServiceAndWebHosts hosts, AccessTokens tokens, List<string> secrets)
    {
        var own = AutomationClient.Create(
            hosts.Anonymous,
            AccessTokenProvider.ForSession(hosts.Anonymous, tokens.RefreshToken),
            TimeSpan.Zero
        );
        var factor = await own.Account.SetUpTwoFactorAsync();
        var codes = await own.Account.ConfirmTwoFactorAsync(
            new TwoFactorConfirmationRequest { Password = secrets[0], Code = Authenticator.CodeOf(factor.SharedKey) }
        );
        secrets.AddRange([factor.SharedKey, .. codes.Codes]);
    }

    /// <summary>A browser cannot send headers with a WebSocket.</summary>
    private static async Task WatchAsync(ServiceAndWebHosts hosts, string token, HttpTransportType transport)
    {
        await using var connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(hosts.Web.BaseAddress!, $"{IQueueHub.Route}?access_token={Uri.EscapeDataString(token)}"),
                transport
            )
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions))
            .Build();
        await connection.StartAsync();
        await connection.InvokeAsync<BoardSnapshot>(nameof(IQueueHub.Watch), PortHost.Port);
    }

    [GeneratedRegex(@"\bLSV[A-HJ-NPR-Z0-9]{14}\b", RegexOptions.None, 1000)]
    private static partial Regex Vins();

    [GeneratedRegex(@"新[A-Z][A-Z0-9]{5}", RegexOptions.None, 1000)]
    private static partial Regex Plates();
}
