using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortTracker.Access;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Endpoints;
using PortTracker.Storage.Sqlite;

namespace PortTracker.Tests.Hosting;

/// <summary>Low limits, so that a few requests reach them: five seconds' worth at once.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private const int StaffAtOnce = 4 * RequestAllowance.AtOnce;
    private const string Anywhere = "203.0.113.7";
    private const string Elsewhere = "203.0.113.8";

    private readonly PortHost port = new()
    {
        Settings =
        {
            ["RateLimits:Anonymous"] = "1",
            ["RateLimits:Firms"] = "1",
            ["RateLimits:Staff"] = "4",
            ["RateLimits:Connections"] = "2",
        },
        With = ClientAddressFilter.AddTo,
    };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task A_limited_caller_gets_a_retry_time()
    {
        using var client = From(Anywhere);

        (await RequestAllowance.HasAllowanceAsync(client)).ShouldBeTrue();
        using var refused = await RequestAllowance.UntilRefusedAsync(client);

        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        problem.Detail!.ShouldContain("send it again in 1 s");
        var wait = refused.Headers.RetryAfter!.Delta.ShouldNotBeNull();
        SecurityHeaderTests.ShouldBeSafe(refused);

        await Waiting.UntilAsync(async () =>
        {
            await Task.Delay(wait);
            using var later = await client.GetAsync(RequestAllowance.Route);
            return later.StatusCode is HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task Each_address_has_its_limit()
    {
        using var one = From(Anywhere);
        using var same = From(Anywhere);
        using var other = From(Elsewhere);

        (await RequestAllowance.HasAllowanceAsync(one)).ShouldBeTrue();
        (await RequestAllowance.HasAllowanceAsync(same)).ShouldBeFalse();
        (await RequestAllowance.HasAllowanceAsync(other)).ShouldBeTrue();
    }

    [Fact]
    public async Task Addresses_of_one_IPv6_network_share_a_limit()
    {
        using var one = From("2001:db8:1:2::1");
        using var sameHouse = From("2001:db8:1:2:ffff::9");
        using var otherHouse = From("2001:db8:1:3::1");

        (await RequestAllowance.HasAllowanceAsync(one)).ShouldBeTrue();
        (await RequestAllowance.HasAllowanceAsync(sameHouse)).ShouldBeFalse();
        (await RequestAllowance.HasAllowanceAsync(otherHouse)).ShouldBeTrue();
    }

    [Fact]
    public async Task Staff_are_limited_by_account_with_a_higher_limit()
    {
        var token = await TokenAsync("one", Roles.Manager);
        using var one = Signed(From(Anywhere), token);
        using var alsoOne = Signed(From(Elsewhere), token);
        using var other = Signed(From(Anywhere), await TokenAsync("other", Roles.Manager));

        (await RequestAllowance.HasAllowanceAsync(one, StaffAtOnce)).ShouldBeTrue();
        (await RequestAllowance.HasAllowanceAsync(alsoOne, StaffAtOnce)).ShouldBeFalse();
        (await RequestAllowance.HasAllowanceAsync(other, StaffAtOnce)).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_firm_user_and_key_has_its_lower_limit()
    {
        using var user = Signed(From(Anywhere), await TokenAsync("dispatcher", Roles.Operator));
        using var key = Signed(From(Anywhere), await KeyAsync());

        (await RequestAllowance.HasAllowanceAsync(user, StaffAtOnce)).ShouldBeFalse();
        (await RequestAllowance.HasAllowanceAsync(key)).ShouldBeTrue();
        (await RequestAllowance.HasAllowanceAsync(key, StaffAtOnce)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_invalid_token_or_key_counts_as_anonymous()
    {
        using var nobody = From(Anywhere);
        using var token = Signed(From(Anywhere), "made-up");
        using var key = Signed(From(Anywhere), ApiKeys.Prefix + "made-up");

        (await RequestAllowance.HasAllowanceAsync(nobody)).ShouldBeTrue();
        (await RequestAllowance.HasAllowanceAsync(token)).ShouldBeFalse();
        (await RequestAllowance.HasAllowanceAsync(key)).ShouldBeFalse();
    }

    [Fact]
    public async Task Lookups_of_invalid_keys_are_throttled()
    {
        const int Keys = 6;
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Keys; i++)
        {
            using var client = Signed(From($"203.0.113.{i}"), ApiKeys.Make());
            (await client.GetAsync("/api/entry/feed")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        // The database is read at most five times a second for invalid keys.
        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds((Keys - 1.5) / 5));
    }

    [Fact]
    public async Task Static_files_are_not_limited()
    {
        using var client = From(Anywhere);

        for (var i = 0; i < RequestAllowance.MoreThanAnyMaySend; i++)
        {
            using var style = await client.GetAsync("/board.css");
            style.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Board_connections_of_a_caller_are_limited()
    {
        // Staff have enough requests left to connect.
        var token = await TokenAsync("watcher", Roles.Manager);
        await using var first = Connection(token);
        await using var second = Connection(token);
        await using var third = Connection(token);
        await using var neighbour = Connection(await TokenAsync("neighbour", Roles.Manager));
        await first.StartAsync();
        await second.StartAsync();
        await neighbour.StartAsync();

        (await IsRefusedAsync(third)).ShouldBeTrue();

        await second.StopAsync();
        await Waiting.UntilAsync(async () => !await IsRefusedAsync(third));
    }

    [Theory]
    [InlineData("Proxies:Networks", "10.1.2.0/33", "Proxies:Networks has '10.1.2.0/33'")]
    [InlineData("Proxies:Networks", "10.0.0.0/8, proxy", "Proxies:Networks has 'proxy'")]
    [InlineData("RateLimits:Staff", "0", "'Staff'")]
    [InlineData("RateLimits:Connections", "-1", "'Connections'")]
    [InlineData("RateLimits:SignInsByName", "0", "'SignInsByName'")]
    public void An_invalid_setting_stops_the_start(string key, string value, string told)
    {
        var builder = WebApplication.CreateBuilder([$"--{key}={value}"]);

        var refused = Should.Throw<Exception>(() =>
        {
            builder.AddPortTrackerDefaults();
            new PlatformBuilder(
                builder,
                new SqliteStorage(builder.Configuration),
                new EmbeddedTransport()
            ).AddAccessService();
            using var app = (IDisposable)builder.Build();
            ((WebApplication)app).Services.GetRequiredService<IStartupValidator>().Validate();
        });

        refused.ToString().ShouldContain(told);
    }

    private HttpClient From(string address, params IReadOnlyList<string> forwardedFor) =>
        ClientAddressFilter.From(port, address, forwardedFor);

    private static HttpClient Signed(HttpClient client, string token)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task<string> TokenAsync(string name, params IReadOnlyList<string> roles) =>
        await (await port.Users.OfAsync(name, roles)).GetTokenAsync();

    private async Task<string> KeyAsync()
    {
        var administrator = await port.Users.AdministratorAsync();
        await administrator.Firms.PutAsync(new Firm { Uscc = TestUsers.Firm, Name = "A firm" });
        var key = new CreateApiKeyRequest
        {
            Firm = TestUsers.Firm,
            Name = "dispatch",
            Scopes = [Scopes.Read],
            Days = 1,
        };
        return (await administrator.ApiKeys.CreateAsync(key)).Secret;
    }

    private static async Task<bool> IsRefusedAsync(HubConnection connection)
    {
        try
        {
            await connection.StartAsync();
            return false;
        }
        catch (Exception e) when (e.ToString().Contains("429 (Too Many Requests)", StringComparison.Ordinal))
        {
            return true;
        }
    }

    private HubConnection Connection(string token) =>
        new HubConnectionBuilder()
            .WithUrl(
                new Uri($"http://localhost{IQueueHub.Route}"),
                options =>
                {
                    options.Transports = HttpTransportType.ServerSentEvents;
                    options.HttpMessageHandlerFactory = _ => port.Handler();
                    options.AccessTokenProvider = () => Task.FromResult<string?>(token);
                }
            )
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions))
            .Build();
}
