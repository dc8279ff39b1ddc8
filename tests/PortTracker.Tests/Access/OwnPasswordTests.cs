using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortTracker.Access;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.Access;

/// <summary>Passwords that a signed-in user types again.</summary>
public sealed class OwnPasswordTests(PortHost port) : IClassFixture<PortHost>
{
    private const int Tries = 5;
    private const string New = "a password nobody has yet";

    [Fact]
    public async Task Wrong_current_passwords_are_audited_and_delay_the_next_one()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));
        var before = await ChangesOnRecordAsync(person);

        for (var i = 0; i < Tries; i++)
        {
            using var wrong = await ChangeAsync(client, $"guess {i}");
            (await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("current");
        }

        using var refused = await ChangeAsync(client, person.Password);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await ChangesOnRecordAsync(person)).ShouldBe(before + Tries);
        await port.SignInAsync(person);

        port.Time.Advance(TimeSpan.FromSeconds(30));
        using var later = await ChangeAsync(client, person.Password);
        later.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_wrong_password_does_not_turn_off_the_second_factor_and_counts_as_a_guess()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));

        for (var i = 0; i < Tries; i++)
        {
            using var wrong = await client.PostAsync(
                "/api/access/me/two-factor/removals",
                new TwoFactorRemovalRequest { Password = $"guess {i}", Code = "123456" }
            );
            (await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("password");
        }

        using var refused = await ChangeAsync(client, person.Password);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Wrong_codes_are_audited_and_delay_the_next_one()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var client = port.Bearing(await port.SignInAsync(person, factor.NextCode()));

        for (var i = 0; i < Tries; i++)
        {
            using var wrong = await RemoveAsync(factor.WrongCode);
            (await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("code");
        }

        using var refused = await RemoveAsync(factor.RecoveryCodes[0]);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await port.AuditAsync(ServiceNames.Access, $"actor={person.Id}"))
            .Count(entry => entry.Action == "access/me/two-factor/removals")
            .ShouldBe(Tries);

        Task<HttpResponseMessage> RemoveAsync(string code) =>
            client.PostAsync(
                "/api/access/me/two-factor/removals",
                new TwoFactorRemovalRequest { Password = person.Password, Code = code }
            );
    }

    [Fact]
    public async Task A_repeated_change_gets_its_first_answer_although_the_old_password_is_wrong()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);
        await browser.SignInAsync(person);
        var change = new PasswordChangeRequest { Current = person.Password, New = New };
        var token = (await browser.MeAsync()).AntiforgeryToken;

        using var first = await browser.PostAsync("/api/access/me/password", change, token, "once");
        token = (await browser.MeAsync()).AntiforgeryToken;
        using var again = await browser.PostAsync("/api/access/me/password", change, token, "once");

        first.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("Password1234")]
    [InlineData("porttracker2026!")]
    [InlineData("QWERTYUIOP12")]
    [InlineData("iloveyouiloveyou")]
    [InlineData("Correct Horse Battery Staple")]
    public async Task A_common_password_is_refused(string common)
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));

        using var refused = await client.PostAsync(
            "/api/access/me/password",
            new PasswordChangeRequest { Current = person.Password, New = common }
        );

        (await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors["new"][0].ShouldContain("tried first");
    }

    [Fact]
    public async Task A_password_with_an_older_hash_gets_a_new_one_at_the_next_sign_in()
    {
        var person = await port.HireAsync(Roles.Manager);
        var older = new PasswordHasher<object>(
            Options.Create(new PasswordHasherOptions { CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV2 })
        ).HashPassword(person, person.Password);
        await using var scope = port.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        await db
            .Accounts.Where(account => account.Id == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, older));

        var tokens = await port.SignInAsync(person);

        var hash = await db.Accounts.Where(a => a.Id == person.Id).Select(a => a.PasswordHash!).SingleAsync();
        hash.ShouldNotBe(older);
        new PasswordHasher<object>()
            .VerifyHashedPassword(person, hash, person.Password)
            .ShouldNotBe(PasswordVerificationResult.Failed);
        using var client = port.Bearing(tokens);
        (await client.StatusAsync("/api/access/me")).ShouldBe(HttpStatusCode.OK);
        await port.SignInAsync(person);
    }

    private async Task<int> ChangesOnRecordAsync(Person person) =>
        (await port.AuditAsync(ServiceNames.Access, $"actor={person.Id}")).Count(entry =>
            entry.Action == "access/me/password"
        );

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string current) =>
        client.PostAsync("/api/access/me/password", new PasswordChangeRequest { Current = current, New = New });
}
