using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortTracker.Access;

namespace PortTracker.Tests.Safety;

/// <summary>With limits so low that a handful of requests reaches them: five seconds' worth at once.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private const int AtOnce = 5;
    private const int StaffAtOnce = 4 * AtOnce;
    private const int MoreThanAnyMaySend = 100;
    private const string Public = "/api/board/ports";
    private const string Anywhere = "203.0.113.7";
    private const string Elsewhere = "203.0.113.8";
    private const string Proxy = "198.51.100.4";

    private readonly PortHost port = new()
    {
        Settings =
        {
            ["RateLimits:Anonymous"] = "1",
            ["RateLimits:Firms"] = "1",
            ["RateLimits:Staff"] = "4",
            ["RateLimits:Connections"] = "2",
            ["Proxies:Networks"] = "198.51.100.0/24, 192.0.2.9",
        },
        With = CallerFromAnywhere.AddTo,
    };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_ask_again()
    {
        using var client = From(Anywhere);

        (await HasAllowanceAsync(client)).ShouldBeTrue();
        using var refused = await UntilRefusedAsync(client);

        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        problem.Detail!.ShouldContain("send it again in 1 s");
        var wait = refused.Headers.RetryAfter!.Delta.ShouldNotBeNull();
        SecurityHeaderTests.ShouldBeSafe(refused);

        await SqlServer.DayAtThePort.Until(async () =>
        {
            await Task.Delay(wait);
            using var later = await client.GetAsync(Public);
            return later.StatusCode is HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task Each_address_is_counted_by_itself()
    {
        using var one = From(Anywhere);
        using var same = From(Anywhere);
        using var other = From(Elsewhere);

        (await HasAllowanceAsync(one)).ShouldBeTrue();
        (await HasAllowanceAsync(same)).ShouldBeFalse();
        (await HasAllowanceAsync(other)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_household_has_many_addresses_and_is_counted_as_one()
    {
        using var one = From("2001:db8:1:2::1");
        using var sameHouse = From("2001:db8:1:2:ffff::9");
        using var otherHouse = From("2001:db8:1:3::1");

        (await HasAllowanceAsync(one)).ShouldBeTrue();
        (await HasAllowanceAsync(sameHouse)).ShouldBeFalse();
        (await HasAllowanceAsync(otherHouse)).ShouldBeTrue();
    }

    [Fact]
    public async Task Staff_are_counted_by_account_wherever_they_are_and_may_ask_for_more()
    {
        var token = await TokenAsync("one", Roles.Manager);
        using var one = Signed(From(Anywhere), token);
        using var alsoOne = Signed(From(Elsewhere), token);
        using var other = Signed(From(Anywhere), await TokenAsync("other", Roles.Manager));

        (await HasAllowanceAsync(one, StaffAtOnce)).ShouldBeTrue();
        (await HasAllowanceAsync(alsoOne, StaffAtOnce)).ShouldBeFalse();
        (await HasAllowanceAsync(other, StaffAtOnce)).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_user_and_each_key_of_a_firm_is_counted_by_itself_and_may_ask_for_less()
    {
        using var user = Signed(From(Anywhere), await TokenAsync("dispatcher", Roles.Operator));
        using var key = Signed(From(Anywhere), await KeyAsync());

        (await HasAllowanceAsync(user, StaffAtOnce)).ShouldBeFalse();
        (await HasAllowanceAsync(key)).ShouldBeTrue();
        (await HasAllowanceAsync(key, StaffAtOnce)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_made_up_token_or_key_is_counted_as_nobodys()
    {
        using var nobody = From(Anywhere);
        using var token = Signed(From(Anywhere), "made-up");
        using var key = Signed(From(Anywhere), ApiKeys.Prefix + "made-up");

        (await HasAllowanceAsync(nobody)).ShouldBeTrue();
        (await HasAllowanceAsync(token)).ShouldBeFalse();
        (await HasAllowanceAsync(key)).ShouldBeFalse();
    }

    [Fact]
    public async Task Made_up_keys_are_looked_up_one_after_the_other()
    {
        const int Keys = 6;
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Keys; i++)
        {
            using var client = Signed(From($"203.0.113.{i}"), ApiKeys.Make());
            (await client.GetAsync("/api/entry/feed")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        // However quickly they come, the database is read five times a second for them.
        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds((Keys - 1.5) / 5));
    }

    [Fact]
    public async Task What_pages_are_made_of_is_not_counted()
    {
        using var client = From(Anywhere);

        for (var i = 0; i < MoreThanAnyMaySend; i++)
        {
            using var style = await client.GetAsync("/board.css");
            style.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_proxy_that_is_named_says_for_whom_it_calls()
    {
        using var one = From(Proxy, Anywhere);
        using var same = From(Anywhere);
        using var other = From(Proxy, Elsewhere);

        (await HasAllowanceAsync(one)).ShouldBeTrue();
        (await HasAllowanceAsync(same)).ShouldBeFalse();
        (await HasAllowanceAsync(other)).ShouldBeTrue();
    }

    [Fact]
    public async Task One_proxy_behind_another_is_believed_as_far_as_both_are_named()
    {
        using var one = From("192.0.2.9", Anywhere, Proxy);
        using var lies = From("192.0.2.9", Elsewhere, Anywhere, Proxy);
        using var wronged = From(Elsewhere);

        (await HasAllowanceAsync(one)).ShouldBeTrue();
        (await HasAllowanceAsync(lies)).ShouldBeFalse();
        (await HasAllowanceAsync(wronged)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_else_is_believed_that_says_for_whom_it_calls()
    {
        using var one = From(Anywhere);
        using var lies = From(Anywhere, Elsewhere);
        using var wronged = From(Elsewhere);

        (await HasAllowanceAsync(one)).ShouldBeTrue();
        (await HasAllowanceAsync(lies)).ShouldBeFalse();
        (await HasAllowanceAsync(wronged)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Proxy, true)]
    [InlineData(Anywhere, false)]
    public async Task Only_a_proxy_that_is_named_says_that_a_caller_came_by_HTTPS(string address, bool isBelieved)
    {
        using var client = From(address);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var answer = await client.GetAsync(Public);

        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(isBelieved);
    }

    [Fact]
    public async Task A_caller_has_so_many_connections_to_the_board_and_no_more()
    {
        // One who may make the requests that connecting takes.
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
        await SqlServer.DayAtThePort.Until(async () => !await IsRefusedAsync(third));
    }

    [Theory]
    [InlineData("Proxies:Networks", "10.1.2.0/33", "Proxies:Networks has '10.1.2.0/33'")]
    [InlineData("Proxies:Networks", "10.0.0.0/8, proxy", "Proxies:Networks has 'proxy'")]
    [InlineData("RateLimits:Staff", "0", "'Staff'")]
    [InlineData("RateLimits:Connections", "-1", "'Connections'")]
    [InlineData("RateLimits:SignInsByName", "0", "'SignInsByName'")]
    public void A_setting_that_makes_no_sense_is_told(string key, string value, string told)
    {
        var builder = WebApplication.CreateBuilder([$"--{key}={value}"]);

        var refused = Should.Throw<Exception>(() =>
        {
            builder.AddPortTrackerDefaults();
            builder.AddAccessService();
            using var app = (IDisposable)builder.Build();
            ((WebApplication)app).Services.GetRequiredService<IStartupValidator>().Validate();
        });

        refused.ToString().ShouldContain(told);
    }

    private HttpClient From(string address, params IReadOnlyList<string> forwardedFor) =>
        CallerFromAnywhere.From(port, address, forwardedFor);

    private static HttpClient Signed(HttpClient client, string token)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task<string> TokenAsync(string name, params IReadOnlyList<string> roles) =>
        await (await port.Users.OfAsync(name, roles)).TokenAsync();

    private async Task<string> KeyAsync()
    {
        var administrator = await port.Users.AdministratorAsync();
        await administrator.PutFirmAsync(new Firm { Uscc = TestUsers.Firm, Name = "A firm" });
        var key = new NewApiKey
        {
            Firm = TestUsers.Firm,
            Name = "dispatch",
            Scopes = [Scopes.Read],
            Days = 1,
        };
        return (await administrator.MakeKeyAsync(key)).Secret;
    }

    /// <summary>Whether a client has its allowance before it is refused. A little comes back while it asks, far from all.</summary>
    private static async Task<bool> HasAllowanceAsync(HttpClient client, int allowance = AtOnce)
    {
        for (var sent = 0; sent < allowance; sent++)
        {
            using var answer = await client.GetAsync(Public);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                return false;
            }
        }

        using var refused = await UntilRefusedAsync(client);
        return true;
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient client)
    {
        for (var sent = 0; sent < MoreThanAnyMaySend; sent++)
        {
            var answer = await client.GetAsync(Public);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            answer.Dispose();
        }

        throw new InvalidOperationException("It may send as much as it likes.");
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
