using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Access;
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
        await port.SignInAsync(person, factor.NextCode());
        await port.SignInAsync(person, factor.NextCode().Insert(3, " "));
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

        using var answer = await port.TrySignInAsync(person.UserName, person.Password, factor.RecoveryCodes[0]);
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        await port.SignInAsync(person, factor.NextCode());
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        await ShouldBeRefusedAsync(person, factor.Code);
        var code = factor.NextCode();

        await port.SignInAsync(person, code);

        await ShouldBeRefusedAsync(person, code);
        await port.SignInAsync(person, factor.NextCode());
    }

    [Fact]
    public async Task Concurrent_use_of_a_code_succeeds_once()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        var code = factor.NextCode();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => port.TrySignInAsync(person.UserName, person.Password, code))
        );

        answers.Count(answer => answer.StatusCode is HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_of_a_phone_whose_clock_is_half_a_minute_off_is_accepted_and_an_older_one_is_not()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        var older = factor.NextCode();
        _ = factor.NextCode();
        var late = factor.NextCode();
        port.Time.Advance(TimeSpan.FromSeconds(30));

        await ShouldBeRefusedAsync(person, older);
        await port.SignInAsync(person, late);
    }

    [Fact]
    public async Task The_database_holds_neither_the_key_nor_the_recovery_codes()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        await using var scope = port.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();

        var values = await db.Set<IdentityUserToken<Guid>>()
            .Where(token => token.UserId == person.Id)
            .Select(token => token.Value!)
            .ToListAsync();

        values.Count.ShouldBe(2);
        var secrets = factor.RecoveryCodes.Append(factor.Key.Replace(" ", "", StringComparison.Ordinal)).ToList();
        values.ShouldAllBe(value =>
            !secrets.Exists(secret => value.Contains(secret, StringComparison.OrdinalIgnoreCase))
        );
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
        await ShouldBeRefusedAsync(person, another.NextCode());
    }

    [Fact]
    public async Task The_form_asks_for_the_code()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var browser = new CookieBrowser(port);

        using var without = await browser.SignInAsync(person.UserName, person.Password);
        without.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?reason=code");
        browser.HasSession.ShouldBeFalse();

        using var with = await browser.SignInAsync(person.UserName, person.Password, factor.NextCode());
        browser.HasSession.ShouldBeTrue();
    }

    [Fact]
    public async Task An_unconfirmed_second_factor_is_not_required()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));
        using var begun = await client.PostAsync("/api/access/me/two-factor");
        var factor = new SecondFactor((await begun.ReadAsync<TwoFactorSetup>()).SharedKey, [], port.Time);

        using var refused = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmationRequest { Password = person.Password, Code = factor.WrongCode }
        );

        (await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("code");
        await port.SignInAsync(person);
        using var wrong = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmationRequest { Password = "wrong", Code = factor.Code }
        );
        (await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("password");
        (await port.LookUpAsync(person.Id)).HasTwoFactor.ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_second_factor_requires_removing_the_old_one()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var client = port.Bearing(await port.SignInAsync(person, factor.NextCode()));

        (await client.PostAsync("/api/access/me/two-factor")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var again = await client.PostAsync(
            "/api/access/me/two-factor/confirmations",
            new TwoFactorConfirmationRequest { Password = person.Password, Code = factor.NextCode() }
        );
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "it would give out new recovery codes");
    }

    [Fact]
    public async Task Removing_the_second_factor_requires_password_and_code()
    {
        var (person, factor) = await port.HireWithSecondFactorAsync();
        using var client = port.Bearing(await port.SignInAsync(person, factor.NextCode()));

        using var refused = await client.PostAsync(
            "/api/access/me/two-factor/removals",
            new TwoFactorRemovalRequest { Password = "wrong", Code = factor.NextCode() }
        );
        (await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("password");
        using var wrong = await client.PostAsync(
            "/api/access/me/two-factor/removals",
            new TwoFactorRemovalRequest { Password = person.Password, Code = factor.WrongCode }
        );
        (await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("code");
        (await port.LookUpAsync(person.Id)).HasTwoFactor.ShouldBeTrue();

        using var done = await client.PostAsync(
            "/api/access/me/two-factor/removals",
            new TwoFactorRemovalRequest { Password = person.Password, Code = factor.NextCode() }
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
