using System.Net;
using Microsoft.EntityFrameworkCore;
using PortTracker.Access;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;

namespace PortTracker.Tests.Access;

public sealed class AdministrationTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task The_last_administrator_cannot_be_locked_out_or_lose_the_role()
    {
        await using var alone = new PortHost();
        await alone.InitializeAsync();
        var administrator = await alone.Users.AdministratorAsync();
        var id = (await administrator.Account.MeAsync()).Id;
        var before = await administrator.Users.GetAsync(id);

        await ShouldBeTheLastAsync(() => administrator.Users.LockAsync(id, "Tired"));
        await ShouldBeTheLastAsync(() => administrator.Users.ChangeRightsAsync(id, Rights(before, Roles.Manager)));
        (await administrator.Users.GetAsync(id)).ShouldBeEquivalentTo(before);

        // A locked administrator does not count.
        var other = await alone.HireAsync(Roles.Administrator);
        await administrator.Users.LockAsync(other.Id, "On leave");
        await ShouldBeTheLastAsync(() => administrator.Users.LockAsync(id, "Tired"));

        await administrator.Users.UnlockAsync(other.Id, "Back");
        (await administrator.Users.LockAsync(id, "Tired")).IsLocked.ShouldBeTrue();
    }

    [Fact]
    public async Task Administrators_who_lock_each_other_out_at_once_leave_one_active()
    {
        await using var alone = new PortHost();
        await alone.InitializeAsync();
        var first = await alone.Users.AdministratorAsync();
        var firstId = (await first.Account.MeAsync()).Id;
        var second = await alone.HireAsync(Roles.Administrator);
        using var other = alone.Bearing(await alone.SignInAsync(second));

        await Task.WhenAll(
            Ignore(first.Users.LockAsync(second.Id, "Rival")),
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
                // One of them is too late.
            }
        }
    }

    [Theory]
    [InlineData("eleven char", "12")]
    [InlineData("ababababababab", "6")]
    [InlineData("this is {name} himself", "name")]
    [InlineData("this is {NAME} himself", "name")]
    public async Task A_weak_password_is_refused(string password, string why)
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));
        var chosen = password.Replace("{name}", person.UserName).Replace("{NAME}", person.UserName.ToUpperInvariant());

        using var answer = await client.PostAsync(
            "/api/access/me/password",
            new PasswordChangeRequest { Current = person.Password, New = chosen }
        );

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors["new"].ShouldHaveSingleItem().ShouldContain(why);
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task Changing_a_password_requires_the_current_one()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Bearing(await port.SignInAsync(person));

        using var answer = await client.PostAsync(
            "/api/access/me/password",
            new PasswordChangeRequest { Current = "another one", New = DemoOnboarding.RandomPassword() }
        );

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("current");
        await port.SignInAsync(person);
    }

    [Fact]
    public async Task Rights_changed_by_another_administrator_are_not_overwritten()
    {
        var person = await port.HireAsync(Roles.Manager);
        var administrator = await port.Users.AdministratorAsync();
        var seen = await administrator.Users.GetAsync(person.Id);
        await administrator.Users.ChangeRightsAsync(person.Id, Rights(seen, Roles.Auditor));

        var refused = await Should.ThrowAsync<PortTrackerException>(() =>
            administrator.Users.ChangeRightsAsync(person.Id, Rights(seen, Roles.Supervisor, Roles.Manager))
        );

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        (await administrator.Users.GetAsync(person.Id)).Roles.ShouldBe([Roles.Auditor]);
    }

    [Fact]
    public async Task User_names_are_unique()
    {
        var person = await port.HireAsync(Roles.Manager);
        var administrator = await port.Users.AdministratorAsync();

        var refused = await Should.ThrowAsync<PortTrackerException>(() =>
            administrator.Users.AddAsync(
                AccessSteps.Someone(Roles.Manager) with
                {
                    UserName = person.UserName.ToUpperInvariant(),
                }
            )
        );

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    public static TheoryData<string, AddUserRequest> Unfit { get; } =
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
    public async Task A_user_with_inconsistent_rights_is_refused(string field, AddUserRequest user)
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

    private static RightsChangeRequest Rights(User user, params IReadOnlyList<string> roles) =>
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
