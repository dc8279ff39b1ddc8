using System.Net;
using Microsoft.EntityFrameworkCore;
using PortTracker.Access;
using PortTracker.Client;

namespace PortTracker.Tests.Access;

public sealed class AdministrationTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task The_last_administrator_can_neither_be_locked_out_nor_lose_the_role()
    {
        await using var alone = new PortHost();
        await alone.InitializeAsync();
        var administrator = await alone.Users.AdministratorAsync();
        var id = (await administrator.MeAsync()).Id;
        var before = await administrator.UserAsync(id);

        await ShouldBeTheLastAsync(() => administrator.LockUserAsync(id, "Tired"));
        await ShouldBeTheLastAsync(() => administrator.ChangeRightsAsync(id, Rights(before, Roles.Manager)));
        (await administrator.UserAsync(id)).ShouldBeEquivalentTo(before);

        // One that is locked is none.
        var other = await alone.HireAsync(Roles.Administrator);
        await administrator.LockUserAsync(other.Id, "On leave");
        await ShouldBeTheLastAsync(() => administrator.LockUserAsync(id, "Tired"));

        await administrator.UnlockUserAsync(other.Id, "Back");
        (await administrator.LockUserAsync(id, "Tired")).IsLocked.ShouldBeTrue();
    }

    [Fact]
    public async Task Administrators_who_lock_each_other_out_at_once_leave_one()
    {
        await using var alone = new PortHost();
        await alone.InitializeAsync();
        var first = await alone.Users.AdministratorAsync();
        var firstId = (await first.MeAsync()).Id;
        var second = await alone.HireAsync(Roles.Administrator);
        using var other = alone.Bearing(await alone.SignInAsync(second));

        await Task.WhenAll(
            Ignore(first.LockUserAsync(second.Id, "Rival")),
            Ignore(other.PostAsync($"/api/access/users/{firstId}/locks", AccessSteps.Because("Rival")))
        );

        await using var db = new AccessDb(alone.Database.Options<AccessDb>(ServiceNames.Access));
        (await db.Accounts.CountAsync(account => !account.IsLocked)).ShouldBe(1);

        static async Task Ignore(Task done)
        {
            try
            {
                await done;
            }
            catch (PortTrackerException)
            {
                // One of them comes too late.
            }
        }
    }

    [Theory]
    [InlineData("eleven char", "12")]
    [InlineData("ababababababab", "6")]
    [InlineData("this is {name} himself", "name")]
    [InlineData("this is {NAME} himself", "name")]
    public async Task A_password_that_is_guessed_easily_is_not_taken(string password, string why)
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));
        var chosen = password.Replace("{name}", person.UserName).Replace("{NAME}", person.UserName.ToUpperInvariant());

        using var answer = await client.PostAsync(
            "/api/access/me/password",
            new PasswordChange { Current = person.Password, New = chosen }
        );

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors["new"].ShouldHaveSingleItem().ShouldContain(why);
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task A_password_is_changed_only_by_one_who_knows_it()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));

        using var answer = await client.PostAsync(
            "/api/access/me/password",
            new PasswordChange { Current = "another one", New = Onboarding.RandomPassword() }
        );

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("current");
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task Rights_that_were_changed_in_between_are_not_overwritten()
    {
        var person = await port.HireAsync(Roles.Manager);
        var administrator = await port.Users.AdministratorAsync();
        var seen = await administrator.UserAsync(person.Id);
        await administrator.ChangeRightsAsync(person.Id, Rights(seen, Roles.Auditor));

        var refused = await Should.ThrowAsync<PortTrackerException>(() =>
            administrator.ChangeRightsAsync(person.Id, Rights(seen, Roles.Supervisor, Roles.Manager))
        );

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        (await administrator.UserAsync(person.Id)).Roles.ShouldBe([Roles.Auditor]);
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        var person = await port.HireAsync(Roles.Manager);
        var administrator = await port.Users.AdministratorAsync();

        var refused = await Should.ThrowAsync<PortTrackerException>(() =>
            administrator.AddUserAsync(
                AccessSteps.Someone(Roles.Manager) with
                {
                    UserName = person.UserName.ToUpperInvariant(),
                }
            )
        );

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    public static TheoryData<string, NewUser> Unfit { get; } =
        new()
        {
            { "userName", AccessSteps.Someone(Roles.Manager) with { UserName = "with space" } },
            { "userName", AccessSteps.Someone(Roles.Manager) with { UserName = "" } },
            { "userName", AccessSteps.Someone(Roles.Manager) with { UserName = new string('n', 65) } },
            { "roles", AccessSteps.Someone() },
            { "roles", AccessSteps.Someone("captain") },
            { "roles", AccessSteps.Someone(Roles.Operator, Roles.Manager) },
            { "firm", AccessSteps.Someone(Roles.Operator) with { Firm = null } },
            { "firm", AccessSteps.Someone(Roles.Operator) with { Firm = "91350100M000100Y4Z" } },
            { "firm", AccessSteps.Someone(Roles.Operator) with { Firm = "91350100M000100Y43" } },
            { "firm", AccessSteps.Someone(Roles.Manager) with { Firm = TestUsers.Firm } },
            { "ports", AccessSteps.Someone(Roles.Officer) with { Ports = [] } },
            { "ports", AccessSteps.Someone(Roles.Officer) with { Ports = ["ATLANTIS"] } },
            { "stages", AccessSteps.Someone(Roles.Officer) with { Stages = [] } },
            { "stages", AccessSteps.Someone(Roles.Officer) with { Stages = ["gate"] } },
        };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Unfit))]
    public async Task A_user_whose_rights_do_not_hold_together_is_not_added(string field, NewUser user)
    {
        using var administrator = port.As("administrator", Roles.Administrator);

        using var answer = await administrator.PostAsync("/api/access/users", user);

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task Only_administrators_administer()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.As("all but two", Roles.Officer, Roles.Supervisor, Roles.Manager);
        foreach (var path in (string[])["users", $"users/{person.Id}", "keys", "firms"])
        {
            (await client.StatusAsync($"/api/access/{path}")).ShouldBe(HttpStatusCode.Forbidden, path);
        }

        foreach (
            var path in (string[])
                [
                    "users",
                    "keys",
                    "firms",
                    .. ((string[])["locks", "rights", "password-resets"]).Select(a => $"users/{person.Id}/{a}"),
                ]
        )
        {
            using var answer = await client.PostAsync($"/api/access/{path}", AccessSteps.Because());
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    private static RightsChange Rights(User user, params IReadOnlyList<string> roles) =>
        new()
        {
            DisplayName = user.DisplayName,
            Roles = roles,
            Ports = ["*"],
            Version = user.Version,
            Reason = "Moved",
        };

    private static async Task ShouldBeTheLastAsync(Func<Task> act)
    {
        var refused = await Should.ThrowAsync<PortTrackerException>(act);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Detail!.ShouldContain("last administrator");
    }
}
