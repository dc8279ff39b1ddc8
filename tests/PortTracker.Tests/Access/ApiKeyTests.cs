using System.Net;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Entry;

namespace PortTracker.Tests.Access;

public sealed class ApiKeyTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task A_firm_system_announces_vehicles_with_its_key()
    {
        var key = await MakeAsync();

        (await AnnounceAsync(key.Secret)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_expires_after_its_days()
    {
        var key = await MakeAsync(days: 2);

        port.Time.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        (await AnnounceAsync(key.Secret)).ShouldBe(HttpStatusCode.Created);
        port.Time.Advance(TimeSpan.FromSeconds(1));
        (await AnnounceAsync(key.Secret)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var (key, another) = (await MakeAsync(), await MakeAsync());
        (await AnnounceAsync(key.Secret)).ShouldBe(HttpStatusCode.Created);

        await (await port.Users.AdministratorAsync()).ApiKeys.RevokeAsync(key.Key.Id, "Leaked");

        (await AnnounceAsync(key.Secret)).ShouldBe(HttpStatusCode.Unauthorized);
        (await AnnounceAsync(another.Secret)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_invalid_key_is_refused()
    {
        var key = (await MakeAsync()).Secret;
        foreach (
            var secret in (string[])
                [
                    "ptk_",
                    "ptk_0000000000000000000000000000000000000000000000000000000000000000",
                    "ptk_ of nobody",
                    key[..^1],
                    key + "0",
                    key.ToUpperInvariant(),
                    key["ptk_".Length..],
                ]
        )
        {
            (await AnnounceAsync(secret)).ShouldBe(HttpStatusCode.Unauthorized, secret);
        }
    }

    [Fact]
    public async Task A_key_is_limited_to_its_scopes()
    {
        var key = await MakeAsync(scopes: [Scopes.Read]);

        (await AnnounceAsync(key.Secret)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_cannot_act_as_a_user()
    {
        using var client = port.Bearing((await MakeAsync()).Secret);
        foreach (
            var path in (string[])
                ["access/me", "access/users", "access/keys", "clearance/movements", "clearance/ledger"]
        )
        {
            (await client.StatusAsync($"/api/{path}")).ShouldBe(HttpStatusCode.Forbidden, path);
        }

        foreach (var path in (string[])["access/me/sign-outs", "access/keys", "entry/arrivals", "clearance/grants"])
        {
            using var answer = await client.PostAsync($"/api/{path}");
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    public async Task Last_use_of_a_key_is_recorded_to_the_minute()
    {
        var key = await MakeAsync();
        (await ListedAsync(key.Key.Id)).LastUsedAt.ShouldBeNull();
        port.Time.Advance(TimeSpan.FromSeconds(90));

        await AnnounceAsync(key.Secret);

        // Written when the register is read next: here, after a command.
        await MakeAsync();
        var used = (await ListedAsync(key.Key.Id)).LastUsedAt.ShouldNotBeNull();
        (port.Time.GetUtcNow() - used).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
        used.ShouldBeGreaterThan(key.Key.CreatedAt);
    }

    [Fact]
    public async Task The_key_itself_is_not_stored()
    {
        var key = await MakeAsync();
        using var administrator = port.As("administrator", Roles.Administrator);

        var listed = await administrator.GetStringAsync(new Uri("/api/access/keys?limit=5000", UriKind.Relative));

        listed.ShouldContain(key.Key.Id.ToString());
        listed.ShouldNotContain(key.Secret);
        listed.ShouldNotContain(key.Secret["ptk_".Length..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(731)]
    public async Task A_key_is_valid_for_two_years_at_most(int days)
    {
        using var administrator = port.As("administrator", Roles.Administrator);

        using var answer = await administrator.PostAsync("/api/access/keys", Request(days, Scopes.All));

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("days");
    }

    private async Task<CreatedApiKey> MakeAsync(int days = 30, IReadOnlyList<string>? scopes = null)
    {
        var administrator = await port.Users.AdministratorAsync();
        await administrator.Firms.PutAsync(new Firm { Uscc = TestUsers.Firm, Name = "A firm" });
        return await administrator.ApiKeys.CreateAsync(Request(days, scopes ?? Scopes.All));
    }

    private static CreateApiKeyRequest Request(int days, IReadOnlyList<string> scopes) =>
        new()
        {
            Firm = TestUsers.Firm,
            Name = "dispatch system",
            Scopes = scopes,
            Days = days,
        };

    private async Task<HttpStatusCode> AnnounceAsync(string secret)
    {
        using var client = port.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
        using var answer = await client.PostAsync(
            "/api/entry/pre-registrations",
            new PreRegistrationRequest
            {
                Port = PortHost.Port,
                ExpectedOn = new DateOnly(2027, 1, 1),
                Vehicles = [SomeVehicle.Green()],
            }
        );
        return answer.StatusCode;
    }

    private async Task<ApiKey> ListedAsync(Guid id) =>
        await (await port.Users.AdministratorAsync()).ApiKeys.List(TestUsers.Firm).SingleAsync(key => key.Id == id);
}
