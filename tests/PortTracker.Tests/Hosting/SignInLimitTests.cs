using System.Net;
using System.Net.Http.Json;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;

namespace PortTracker.Tests.Hosting;

public sealed class SignInLimitTests : IAsyncLifetime
{
    private const int PerName = 3;
    private const int PerAddress = 5;
    private const string Tokens = "/api/access/tokens";

    private readonly PortHost port = new()
    {
        Settings = { ["RateLimits:SignInsByName"] = $"{PerName}", ["RateLimits:SignInsByAddress"] = $"{PerAddress}" },
        With = ClientAddressFilter.AddTo,
    };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task Sign_in_attempts_are_limited_by_name_from_any_address()
    {
        for (var i = 0; i < PerName; i++)
        {
            (await SignInAsync($"203.0.113.{i}", "administrator")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var refused = await SignInAsync("203.0.113.99", "ADMINISTRATOR");

        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        problem.Detail!.ShouldContain("sign-in attempts");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        (await SignInAsync("203.0.113.99", "another")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unknown_name_is_limited_alike()
    {
        for (var i = 0; i < PerName; i++)
        {
            (await SignInAsync($"203.0.113.{i}", "nobody")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await SignInAsync("203.0.113.99", "nobody")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Sign_in_attempts_are_limited_by_address()
    {
        for (var i = 0; i < PerAddress; i++)
        {
            (await SignInAsync("203.0.113.1", $"guess{i}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await SignInAsync("203.0.113.1", "one-more")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await SignInAsync("203.0.113.2", "one-more")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_sign_in_form_shares_the_limit()
    {
        for (var i = 0; i < PerName; i++)
        {
            (await SubmitAsync("administrator")).ShouldBe("/sign-in?reason=wrong&returnUrl=%2F");
        }

        (await SubmitAsync("administrator")).ShouldBe("/sign-in?reason=often&returnUrl=%2F");
        (await SignInAsync("203.0.113.99", "administrator")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Token_refreshes_are_limited_by_address()
    {
        using var client = ClientAddressFilter.From(port, "203.0.113.1");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i <= PerAddress; i++)
        {
            using var answer = await client.PostAsJsonAsync(
                Tokens + "/refreshes",
                new RefreshRequest { RefreshToken = "made up" },
                PortJson.Options
            );
            statuses.Add(answer.StatusCode);
        }

        statuses[..PerAddress].ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        statuses[PerAddress].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    /// <summary>The redirect of the form.</summary>
    private async Task<string> SubmitAsync(string name)
    {
        using var client = ClientAddressFilter.From(port, "203.0.113.1");
        using var answer = await SignInForm.SubmitAsync(client, port.Services, name, "a wrong password");
        return answer.Headers.Location.ShouldNotBeNull($"{answer.StatusCode}").ToString();
    }

    private async Task<HttpResponseMessage> SignInAsync(string address, string name)
    {
        using var client = ClientAddressFilter.From(port, address);
        return await client.PostAsJsonAsync(
            Tokens,
            new SignInRequest { UserName = name, Password = "a wrong password" },
            PortJson.Options
        );
    }
}
