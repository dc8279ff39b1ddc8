using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace PortTracker.Tests.Access;

/// <summary>What an authenticator app and its owner have.</summary>
internal sealed record SecondFactor(string Key, IReadOnlyList<string> RecoveryCodes)
{
    public string Code => Authenticator.CodeOf(Key);

    public string WrongCode =>
        ((int.Parse(Code, CultureInfo.InvariantCulture) + 1) % 1_000_000).ToString(
            "000000",
            CultureInfo.InvariantCulture
        );
}

internal static class TwoFactorSteps
{
    public static async Task<SecondFactor> SetUpAsync(PortHost port, Tokens tokens)
    {
        using var client = port.Bearing(tokens);
        using var begun = await client.PostAsync("/api/access/me/two-factor");
        var key = (await begun.ReadAsync<TwoFactorSetUp>()).SharedKey;
        using var done = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmation { Code = Authenticator.CodeOf(key) }
        );
        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new SecondFactor(key, (await done.ReadAsync<RecoveryCodes>()).Codes);
    }

    public static async Task<(Person Person, SecondFactor Factor)> HireWithSecondFactorAsync(this PortHost port)
    {
        var person = await port.HireAsync(Roles.Manager);
        return (person, await SetUpAsync(port, await port.SignInAsync(person)));
    }
}

public sealed class SecondFactorTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task With_a_second_factor_the_password_alone_is_not_enough_and_the_answer_says_what_is_missing()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();

        using var answer = await port.TrySignInAsync(person.UserName, person.Password);

        (await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).Detail!.ShouldContain("second factor");
        (await NeedsAsync(answer)).ShouldBe("code");
        await port.SignInAsync(person, factor.Code);
        await port.SignInAsync(person, factor.Code.Insert(3, " "));
    }

    [Fact]
    public async Task Only_who_has_the_password_learns_that_there_is_a_second_factor()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();

        using var answer = await port.TrySignInAsync(person.UserName, "wrong", factor.Code);

        (await NeedsAsync(answer)).ShouldBeNull();
    }

    [Fact]
    public async Task Wrong_codes_count_as_wrong_passwords_do()
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
    public async Task A_recovery_code_helps_once()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        factor.RecoveryCodes.Distinct().Count().ShouldBe(10);

        await port.SignInAsync(person, factor.RecoveryCodes[0]);

        await ShouldBeRefusedAsync(person, factor.RecoveryCodes[0]);
        await port.SignInAsync(person, factor.RecoveryCodes[1]);
    }

    [Fact]
    public async Task A_recovery_code_sent_twice_at_once_helps_once()
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
    public async Task Recovery_codes_are_one_person_s()
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
        using var browser = new Browser(port);

        using var without = await browser.SignInAsync(person.UserName, person.Password);
        without.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?reason=code");
        browser.HasSession.ShouldBeFalse();

        using var with = await browser.SignInAsync(person.UserName, person.Password, factor.Code);
        browser.HasSession.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_factor_whose_code_was_never_right_is_not_asked_for()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));
        using var begun = await client.PostAsync("/api/access/me/two-factor");
        var factor = new SecondFactor((await begun.ReadAsync<TwoFactorSetUp>()).SharedKey, []);

        using var refused = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmation { Code = factor.WrongCode }
        );

        (await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("code");
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task Another_factor_is_set_up_only_once_the_first_is_off()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var client = port.Bearing(await port.SignInAsync(person, factor.Code));

        (await client.PostAsync("/api/access/me/two-factor")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var again = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmation { Code = factor.Code }
        );
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it would give out new recovery codes");
    }

    [Fact]
    public async Task Turning_it_off_needs_the_password()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var client = port.Bearing(await port.SignInAsync(person, factor.Code));

        using var refused = await client.PostAsync(
            "/api/access/me/two-factor/removals",
            new TwoFactorRemoval { Password = "wrong" }
        );
        (await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("password");
        (await port.LookUpAsync(person.Id)).HasTwoFactor.ShouldBeTrue();

        using var done = await client.PostAsync(
            "/api/access/me/two-factor/removals",
            new TwoFactorRemoval { Password = person.Password }
        );
        done.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task An_administrator_turns_it_off_for_one_who_has_lost_it()
    {
        var (person, _) = await port.HireWithSecondFactorAsync();

        await (await port.Users.AdministratorAsync()).RemoveTwoFactorAsync(person.Id, "Telephone lost");

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
