using System.Net;
using PortTracker.Contracts.Access;

namespace PortTracker.Tests.Access;

public sealed class OneTimePasswordTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Password = "a new and long one";

    [Fact]
    public async Task A_one_time_password_allows_only_a_password_change_and_sign_out()
    {
        var (user, oneTime) = await AddAsync(Roles.Administrator, Roles.Officer, Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(oneTime));

        using var shown = await client.GetAsync(new Uri("/api/access/me", UriKind.Relative));
        var me = await shown.ReadAsync<CurrentUser>();
        me.RequiredAction.ShouldBe(RequiredAction.ChangePassword);
        me.Roles.ShouldBeEmpty();
        me.Ports.ShouldBeEmpty();
        me.Stages.ShouldBeEmpty();
        foreach (
            var path in (string[])
                ["access/users", "access/keys", "entry/movements", "entry/feed", "throughput/totals?year=2026"]
        )
        {
            (await client.StatusAsync($"/api/{path}")).ShouldBe(HttpStatusCode.Forbidden, path);
        }

        using var arrival = await client.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()));
        arrival.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var factor = await client.PostAsync("/api/access/me/two-factor");
        (await factor.ShouldBeProblemAsync(HttpStatusCode.Conflict)).Detail!.ShouldContain("me/password");

        using var changed = await client.PostAsync("/api/access/me/password", ChangeOf(oneTime));
        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var after = port.Bearing(await port.SignInAsync(oneTime with { Password = Password }));
        (await after.StatusAsync("/api/access/users")).ShouldBe(HttpStatusCode.OK);
        (await port.LookUpAsync(user.Id)).MustChangePassword.ShouldBeFalse();
    }

    [Fact]
    public async Task A_user_with_a_one_time_password_can_sign_out()
    {
        var (_, oneTime) = await AddAsync(Roles.Manager);
        var tokens = await port.SignInAsync(oneTime);
        using var client = port.Bearing(tokens);

        (await client.PostAsync("/api/access/me/sign-outs")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await client.StatusAsync("/api/access/me")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_refreshed_token_has_no_rights_before_the_password_change()
    {
        var (_, oneTime) = await AddAsync(Roles.Administrator);

        using var answer = await port.RefreshAsync(await port.SignInAsync(oneTime));

        using var client = port.Bearing(await answer.ReadAsync<AccessTokens>());
        (await client.StatusAsync("/api/access/users")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_one_time_password_works_for_one_change()
    {
        var (_, oneTime) = await AddAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(oneTime));
        using var changed = await client.PostAsync("/api/access/me/password", ChangeOf(oneTime));

        using var again = await client.PostAsync("/api/access/me/password", ChangeOf(oneTime));
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the session ended with the change");
        using var signIn = await port.TrySignInAsync(oneTime.UserName, oneTime.Password);
        signIn.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_new_password_must_differ_from_the_one_time_password()
    {
        var (_, oneTime) = await AddAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(oneTime));

        using var answer = await client.PostAsync(
            "/api/access/me/password",
            new PasswordChangeRequest { Current = oneTime.Password, New = oneTime.Password }
        );

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("new");
    }

    [Fact]
    public async Task A_password_reset_requires_a_new_password_again()
    {
        var person = await port.HireAsync(Roles.Manager);

        var reset = await (await port.Users.AdministratorAsync()).Users.ResetPasswordAsync(person.Id, "Forgotten");

        (await port.TrySignInAsync(person.UserName, person.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var client = port.Bearing(await port.SignInAsync(person with { Password = reset.Password }));
        (await client.StatusAsync("/api/entry/feed")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_one_time_password_expires_after_three_days()
    {
        var (user, oneTime) = await AddAsync(Roles.Manager);
        var (_, late) = await AddAsync(Roles.Manager);
        var tokens = await port.SignInAsync(late);

        port.Time.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        await port.SignInAsync(oneTime);
        port.Time.Advance(TimeSpan.FromSeconds(1));
        using var refused = await port.TrySignInAsync(oneTime.UserName, oneTime.Password);
        (await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).Detail!.ShouldContain("Ask an administrator");
        using var wrong = await port.TrySignInAsync(oneTime.UserName, "wrong");
        (await wrong.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).Detail!.ShouldNotContain("expired");
        using var renewed = await port.RefreshAsync(tokens);
        using var client = port.Bearing(await renewed.ReadAsync<AccessTokens>());
        using var change = await client.PostAsync("/api/access/me/password", ChangeOf(late));
        (await change.ShouldBeProblemAsync(HttpStatusCode.Conflict)).Detail!.ShouldContain("expired");

        var again = await (await port.Users.AdministratorAsync()).Users.ResetPasswordAsync(user.Id, "Was on leave");
        again.ExpiresAt.ShouldBe(port.Time.GetUtcNow().AddHours(72));
        await port.SignInAsync(oneTime with { Password = again.Password });
    }

    [Fact]
    public async Task Administrators_without_a_required_second_factor_can_only_set_it_up()
    {
        await using var strict = new PortHost();
        await strict.InitializeAsync();
        var administrator = await strict.HireAsync(Roles.Administrator);
        var manager = await strict.HireAsync(Roles.Manager);
        strict.Settings["Access:TwoFactorForAdministrators"] = "true";
        await strict.RestartAsync();

        using var others = strict.Bearing(await strict.SignInAsync(manager));
        (await others.StatusAsync("/api/entry/feed")).ShouldBe(HttpStatusCode.OK);
        var tokens = await strict.SignInAsync(administrator);
        using var before = strict.Bearing(tokens);
        (await before.StatusAsync("/api/access/users")).ShouldBe(HttpStatusCode.Forbidden);
        using var shown = await before.GetAsync(new Uri("/api/access/me", UriKind.Relative));
        (await shown.ReadAsync<CurrentUser>()).RequiredAction.ShouldBe(RequiredAction.SetUpTwoFactor);

        var factor = await TwoFactorSteps.SetUpAsync(strict, tokens, administrator.Password);

        using var after = strict.Bearing(await strict.SignInAsync(administrator, factor.NextCode()));
        (await after.StatusAsync("/api/access/users")).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(User User, Person OneTime)> AddAsync(params IReadOnlyList<string> roles)
    {
        var made = await (await port.Users.AdministratorAsync()).Users.AddAsync(AccessSteps.Someone(roles));
        return (made.User, new Person(made.User.Id, made.User.UserName, made.Password));
    }

    private static PasswordChangeRequest ChangeOf(Person oneTime) =>
        new() { Current = oneTime.Password, New = Password };
}
