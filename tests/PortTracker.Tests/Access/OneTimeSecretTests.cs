using System.Net;
using System.Net.Http.Json;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Testing;

namespace PortTracker.Tests.Access;

/// <summary>Idempotency keys belong to their sender, and a secret is shown once.</summary>
public sealed class OneTimeSecretTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task An_idempotency_key_does_not_reveal_the_answer_of_another_user()
    {
        var request = new PreRegistrationRequest
        {
            Port = PortHost.Port,
            ExpectedOn = new DateOnly(2027, 1, 1),
            Vehicles = [SomeVehicle.Green()],
        };
        using var one = port.As("one", Roles.Officer);
        using var another = port.As("another", Roles.Officer);

        using var first = await SendAsync(one, "/api/entry/pre-registrations", request, "the same");
        using var again = await SendAsync(one, "/api/entry/pre-registrations", request, "the same");
        using var theirs = await SendAsync(another, "/api/entry/pre-registrations", request, "the same");

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        theirs.StatusCode.ShouldBe(HttpStatusCode.Conflict, "the vehicle is announced already");
    }

    [Fact]
    public async Task Two_users_can_use_the_same_idempotency_key()
    {
        using var one = port.As("one", Roles.Officer);
        using var another = port.As("another", Roles.Officer);

        using var first = await SendAsync(one, "/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()), "key");
        using var theirs = await SendAsync(
            another,
            "/api/entry/arrivals",
            PortHost.Arrival(SomeVehicle.Green()),
            "key"
        );

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        theirs.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_repeated_request_adds_one_user_and_shows_the_password_once()
    {
        using var administrator = port.As("administrator", Roles.Administrator);
        var user = AccessSteps.Someone(Roles.Manager);

        await ShouldBeGivenOnceAsync(administrator, "/api/access/users", user);

        (await (await port.Users.AdministratorAsync()).Users.List(user.UserName).ToListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_repeated_reset_happens_once_and_shows_the_password_once()
    {
        using var administrator = port.As("administrator", Roles.Administrator);
        var person = await port.HireAsync(Roles.Manager);

        var reset = await ShouldBeGivenOnceAsync(
            administrator,
            $"/api/access/users/{person.Id}/password-resets",
            AccessSteps.Because()
        );

        await port.SignInAsync(person with { Password = (await reset.ReadAsync<OneTimePassword>()).Password });
    }

    [Fact]
    public async Task A_repeated_request_creates_one_API_key_and_shows_it_once()
    {
        using var administrator = port.As("administrator", Roles.Administrator);
        var known = await port.Users.AdministratorAsync();
        await known.Firms.PutAsync(new Firm { Uscc = TestUsers.Firm, Name = "A firm" });

        await ShouldBeGivenOnceAsync(
            administrator,
            "/api/access/keys",
            new CreateApiKeyRequest
            {
                Firm = TestUsers.Firm,
                Name = "dispatch system",
                Scopes = Scopes.All,
                Days = 1,
            }
        );

        (await known.ApiKeys.List(TestUsers.Firm).ToListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Authenticator_key_and_recovery_codes_are_shown_once()
    {
        var person = await port.HireAsync(Roles.Manager);
        var tokens = await port.SignInAsync(person);
        using var client = port.Bearing(tokens);

        using var begun = await ShouldBeGivenOnceAsync(client, "/api/access/me/two-factor", body: null);

        var code = Authenticator.CodeOf((await begun.ReadAsync<TwoFactorSetup>()).SharedKey, port.Time);
        using var confirmed = await SendAsync(
            client,
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmationRequest { Password = person.Password, Code = code },
            "confirm"
        );
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var next = port.Bearing(
            await port.SignInAsync(person, (await confirmed.ReadAsync<RecoveryCodes>()).Codes[0])
        );
        using var again = await SendAsync(
            next,
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmationRequest { Password = person.Password, Code = code },
            "confirm"
        );
        (await again.ShouldBeProblemAsync(HttpStatusCode.Conflict)).Detail!.ShouldContain("was not stored");
    }

    /// <summary>Sends the request twice with one key. Returns the first answer.</summary>
    private static async Task<HttpResponseMessage> ShouldBeGivenOnceAsync(HttpClient client, string path, object? body)
    {
        var key = Guid.NewGuid().ToString();
        var first = await SendAsync(client, path, body, key);
        using var again = await SendAsync(client, path, body, key);

        first.IsSuccessStatusCode.ShouldBeTrue(await first.Content.ReadAsStringAsync());
        var problem = await again.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        problem.Title.ShouldBe("This was done before.");
        problem.Detail!.ShouldContain("create a new secret");
        return first;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, object? body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: PortJson.Options),
            Headers = { { RequestHeaders.IdempotencyKey, key } },
        };
        return client.SendAsync(request);
    }
}
