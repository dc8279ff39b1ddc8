using System.Net;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;

namespace PortTracker.Tests.Access;

public sealed class SignInTests(PortHost port) : IClassFixture<PortHost>
{
    private const int Tries = 5;

    [Fact]
    public async Task Wrong_passwords_from_an_address_delay_its_next_attempt_longer_each_time()
    {
        var person = await port.HireAsync(Roles.Manager);
        await GuessAsync(person, Tries);
        foreach (var seconds in (int[])[30, 60, 120])
        {
            await ShouldWaitAsync(person, TimeSpan.FromSeconds(seconds));
            port.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            await ShouldWaitAsync(person, TimeSpan.FromSeconds(1));
            port.Time.Advance(TimeSpan.FromMilliseconds(1));
            await GuessAsync(person, 1);
        }

        port.Time.Advance(TimeSpan.FromMinutes(15));
        await port.SignInAsync(person);
        await GuessAsync(person, Tries);
    }

    [Fact]
    public async Task An_unknown_name_is_delayed_alike()
    {
        var nobody = new Person(Guid.NewGuid(), "nobody.at.all", "wrong");
        await GuessAsync(nobody, Tries);

        await ShouldWaitAsync(nobody, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_known_device_that_guesses_is_delayed_too()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);
        await browser.SignInAsync(person);
        browser.Drop("porttracker");
        for (var i = 0; i < Tries; i++)
        {
            using var wrong = await browser.SignInAsync(person.UserName, "wrong");
        }

        using var right = await browser.SignInAsync(person.UserName, person.Password);

        right.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?reason=often");
    }

    [Fact]
    public async Task Guesses_at_the_same_time_are_not_all_free()
    {
        var person = await port.HireAsync(Roles.Manager);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => port.TrySignInAsync(person.UserName, $"guess {i}"))
        );

        answers.Count(answer => answer.StatusCode is HttpStatusCode.Unauthorized).ShouldBe(Tries);
    }

    [Fact]
    public async Task A_successful_sign_in_resets_the_count_of_wrong_passwords()
    {
        var person = await port.HireAsync(Roles.Manager);
        await GuessAsync(person, Tries - 1);
        await port.SignInAsync(person);
        await GuessAsync(person, Tries - 1);

        await port.SignInAsync(person);
    }

    [Fact]
    public async Task Wrong_passwords_lock_no_other_account()
    {
        var person = await port.HireAsync(Roles.Manager);
        await GuessAsync(await port.HireAsync(Roles.Manager), Tries);

        await port.SignInAsync(person);
    }

    [Fact]
    public async Task Wrong_passwords_end_no_existing_session()
    {
        var person = await port.HireAsync(Roles.Manager);
        var tokens = await port.SignInAsync(person);
        await GuessAsync(person, Tries);

        using var client = port.Bearing(tokens);
        (await client.StatusAsync("/api/access/me")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_administrator_can_unlock_an_account()
    {
        var person = await port.HireAsync(Roles.Manager);
        await GuessAsync(person, Tries);

        await (await port.Users.AdministratorAsync()).Users.UnlockAsync(person.Id, "It was the cat");

        await port.SignInAsync(person);
    }

    [Fact]
    public async Task A_lockout_by_an_administrator_never_expires()
    {
        var person = await port.HireAsync(Roles.Manager);
        var administrator = await port.Users.AdministratorAsync();
        await administrator.Users.LockAsync(person.Id, "On leave");
        port.Time.Advance(TimeSpan.FromDays(30));

        await ShouldBeRefusedAsync(person);
        await administrator.Users.UnlockAsync(person.Id, "Back");
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task An_unknown_name_a_wrong_password_and_a_locked_account_get_the_same_answer()
    {
        var person = await port.HireAsync(Roles.Manager);
        var locked = await port.HireAsync(Roles.Manager);
        await (await port.Users.AdministratorAsync()).Users.LockAsync(locked.Id, "On leave");

        var answers = new List<string>();
        foreach (
            var (name, password) in ((string, string)[])
                [("nobody", person.Password), (person.UserName, "wrong"), (locked.UserName, locked.Password)]
        )
        {
            using var answer = await port.TrySignInAsync(name, password);
            var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
            var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Select(h => h.Key).Order());
            answers.Add($"{problem.Title} {problem.Detail}\n{headers}");
        }

        answers.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task User_names_ignore_case()
    {
        var person = await port.HireAsync(Roles.Manager);

        await port.SignInAsync(person with { UserName = person.UserName.ToUpperInvariant() });
    }

    [Fact]
    public async Task Passwords_are_case_sensitive()
    {
        var person = await port.HireAsync(Roles.Manager);

        using var answer = await port.TrySignInAsync(person.UserName, person.Password.ToUpperInvariant());

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_form_opens_a_session_and_redirects_to_the_requested_page()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);

        using var answer = await browser.SignInAsync(person.UserName, person.Password, returnUrl: "/totals?year=2026");

        answer.Headers.Location!.OriginalString.ShouldBe("/totals?year=2026");
        (await browser.MeAsync()).UserName.ShouldBe(person.UserName);
    }

    [Theory]
    [InlineData("https://evil.example.org")]
    [InlineData("//evil.example.org")]
    [InlineData("/\\evil.example.org")]
    [InlineData("/\t/evil.example.org")]
    [InlineData("javascript:alert(1)")]
    public async Task The_form_does_not_redirect_to_another_site(string elsewhere)
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);

        using var answer = await browser.SignInAsync(person.UserName, person.Password, returnUrl: elsewhere);

        answer.Headers.Location!.OriginalString.ShouldBe("/");
        browser.HasSession.ShouldBeTrue();
    }

    [Fact]
    public async Task The_form_reports_and_counts_a_wrong_password()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);
        for (var i = 0; i < Tries; i++)
        {
            using var answer = await browser.SignInAsync(person.UserName, "wrong", returnUrl: "/totals");
            answer.Headers.Location!.OriginalString.ShouldBe("/sign-in?reason=wrong&returnUrl=%2Ftotals");
        }

        using var right = await browser.SignInAsync(person.UserName, person.Password);

        right.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?reason=often");
        browser.HasSession.ShouldBeFalse();
    }

    private async Task ShouldWaitAsync(Person person, TimeSpan wait)
    {
        using var answer = await port.TrySignInAsync(person.UserName, person.Password);
        await answer.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.ShouldBe(wait);
    }

    private async Task GuessAsync(Person person, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await ShouldBeRefusedAsync(person with { Password = $"guess {i}" });
        }
    }

    private async Task ShouldBeRefusedAsync(Person person)
    {
        using var answer = await port.TrySignInAsync(person.UserName, person.Password);
        (await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).Title.ShouldBe("Not signed in.");
    }
}
