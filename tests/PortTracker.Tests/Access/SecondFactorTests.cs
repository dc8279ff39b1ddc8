using System.Net;
using System.Text.Json.Nodes;
using PortTracker.Contracts.Access;

namespace PortTracker.Tests.Access;

public sealed class SecondFactorTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task The_password_alone_is_refused_and_the_answer_asks_for_the_code()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();

        using var answer = await port.TrySignInAsync(person.UserName, person.Password);

        (await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).Detail!.ShouldContain("second factor");
        (await NeedsAsync(answer)).ShouldBe("code");
        await port.SignInAsync(person, factor.Code);
        await port.SignInAsync(person, factor.Code.Insert(3, " "));
    }

    [Fact]
    public async Task A_wrong_password_does_not_reveal_the_second_factor()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();

        using var answer = await port.TrySignInAsync(person.UserName, "wrong", factor.Code);

        (await NeedsAsync(answer)).ShouldBeNull();
    }

    [Fact]
    public async Task Wrong_codes_count_as_wrong_passwords()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        for (var i = 0; i < 5; i++)
        {
            await ShouldBeRefusedAsync(person, factor.WrongCode);
        }

        await ShouldBeRefusedAsync(person, factor.Code);
        port.Time.Advance(TimeSpan.FromMinutes(15));
        await port.SignInAsync(person, factor.Code);
    }

    [Fact]
    public async Task A_recovery_code_works_once()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        factor.RecoveryCodes.Distinct().Count().ShouldBe(10);

        await port.SignInAsync(person, factor.RecoveryCodes[0]);

        await ShouldBeRefusedAsync(person, factor.RecoveryCodes[0]);
        await port.SignInAsync(person, factor.RecoveryCodes[1]);
    }

    [Fact]
    public async Task Concurrent_use_of_a_recovery_code_succeeds_once()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => port.TrySignInAsync(person.UserName, person.Password, factor.RecoveryCodes[0]))
        );

        answers.Count(answer => answer.StatusCode is HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task Recovery_codes_work_only_for_their_owner()
    {
        var (person, _) = await port.HireWithSecondFactorAsync();
        var (_, another) = await port.HireWithSecondFactorAsync();

        await ShouldBeRefusedAsync(person, another.RecoveryCodes[0]);
        await ShouldBeRefusedAsync(person, another.Code);
    }

    [Fact]
    public async Task The_form_asks_for_the_code()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var browser = new CookieBrowser(port);

        using var without = await browser.SignInAsync(person.UserName, person.Password);
        without.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?reason=code");
        browser.HasSession.ShouldBeFalse();

        using var with = await browser.SignInAsync(person.UserName, person.Password, factor.Code);
        browser.HasSession.ShouldBeTrue();
    }

    [Fact]
    public async Task An_unconfirmed_second_factor_is_not_required()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));
        using var begun = await client.PostAsync("/api/access/me/two-factor");
        var factor = new SecondFactor((await begun.ReadAsync<TwoFactorSetup>()).SharedKey, []);

        using var refused = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmationRequest { Code = factor.WrongCode }
        );

        (await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("code");
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task A_new_second_factor_requires_removing_the_old_one()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var client = port.Bearing(await port.SignInAsync(person, factor.Code));

        (await client.PostAsync("/api/access/me/two-factor")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var again = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmationRequest { Code = factor.Code }
        );
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it would give out new recovery codes");
    }

    [Fact]
    public async Task Removing_the_second_factor_requires_the_password()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var client = port.Bearing(await port.SignInAsync(person, factor.Code));

        using var refused = await client.PostAsync(
            "/api/access/me/two-factor/removals",
            new TwoFactorRemovalRequest { Password = "wrong" }
        );
        (await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("password");
        (await port.LookUpAsync(person.Id)).HasTwoFactor.ShouldBeTrue();

        using var done = await client.PostAsync(
            "/api/access/me/two-factor/removals",
            new TwoFactorRemovalRequest { Password = person.Password }
        );
        done.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task An_administrator_removes_a_lost_second_factor()
    {
        var (person, _) = await port.HireWithSecondFactorAsync();

        await (await port.Users.AdministratorAsync()).Users.RemoveTwoFactorAsync(person.Id, "Telephone lost");

        await port.SignInAsync(person);
    }

    private async Task ShouldBeRefusedAsync(Person person, string code)
    {
        using var answer = await port.TrySignInAsync(person.UserName, person.Password, code);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<string?> NeedsAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["needs"]?.GetValue<string>();
}
