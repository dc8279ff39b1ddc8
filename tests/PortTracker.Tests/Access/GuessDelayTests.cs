using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Tests.Hosting;

namespace PortTracker.Tests.Access;

/// <summary>Guesses slow the guesser down, not the user.</summary>
public sealed class GuessDelayTests : IAsyncLifetime
{
    private const int Tries = 5;
    private readonly PortHost port = new() { With = ClientAddressFilter.AddTo };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task Wrong_passwords_elsewhere_do_not_lock_the_administrator_out()
    {
        var person = await port.HireAsync(Roles.Administrator);
        using var stranger = ClientAddressFilter.From(port, "203.0.113.7");
        for (var i = 0; i <= Tries; i++)
        {
            using var _ = await TryAsync(stranger, person, $"guess {i}");
        }

        using var refused = await TryAsync(stranger, person, person.Password);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        await port.SignInAsync(person);
    }

    [Fact]
    public async Task Wrong_passwords_from_many_addresses_delay_new_devices_but_none_that_the_user_knows()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);
        await browser.SignInAsync(person);
        using var program = ClientAddressFilter.From(port, "203.0.113.200");
        using var first = await TryAsync(program, person, person.Password);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 20; i++)
        {
            using var stranger = ClientAddressFilter.From(port, $"203.0.113.{i}");
            using var wrong = await TryAsync(stranger, person, "wrong");
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var @new = ClientAddressFilter.From(port, "203.0.113.99");
        using var delayed = await TryAsync(@new, person, person.Password);
        delayed.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        using var known = await TryAsync(program, person, person.Password);
        known.StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.Drop("porttracker");
        await browser.SignInAsync(person);
    }

    private static Task<HttpResponseMessage> TryAsync(HttpClient client, Person person, string password) =>
        client.PostAsync("/api/access/tokens", new SignInRequest { UserName = person.UserName, Password = password });
}
