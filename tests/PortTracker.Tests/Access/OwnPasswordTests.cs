using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.Access;

/// <summary>Passwords that a signed-in user types again.</summary>
public sealed class OwnPasswordTests(PortHost port) : IClassFixture<PortHost>
{
    private const int Tries = 5;
    private const string New = "a password nobody has yet";

    [Fact]
    public async Task Wrong_current_passwords_are_audited_and_lock_the_account()
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
        using var signIn = await port.TrySignInAsync(person.UserName, person.Password);
        signIn.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ChangesOnRecordAsync(person)).ShouldBe(before + Tries);

        port.Time.Advance(TimeSpan.FromMinutes(15));
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
                new TwoFactorRemovalRequest { Password = $"guess {i}" }
            );
            (await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("password");
        }

        using var refused = await ChangeAsync(client, person.Password);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
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

    private async Task<int> ChangesOnRecordAsync(Person person) =>
        (await port.AuditAsync(ServiceNames.Access, $"actor={person.Id}")).Count(entry =>
            entry.Action == "access/me/password"
        );

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string current) =>
        client.PostAsync("/api/access/me/password", new PasswordChangeRequest { Current = current, New = New });
}
