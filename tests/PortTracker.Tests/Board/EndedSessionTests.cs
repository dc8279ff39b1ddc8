using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Board;

/// <summary>A hub connection outlives its request, but not the right to it.</summary>
public sealed class EndedSessionTests(PortHost port) : IClassFixture<PortHost>
{
    private static readonly TimeSpan AFewSeconds = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("signs out")]
    [InlineData("signs out everywhere")]
    [InlineData("is signed out")]
    [InlineData("is locked")]
    [InlineData("gets other rights")]
    [InlineData("gets another password")]
    public async Task A_user_who_loses_access_is_disconnected_and_receives_nothing_more(string what)
    {
        var name = what.Replace(' ', '-');
        var who = await port.Users.OperatorAsync(name, FirmSteps.Own);
        await using var watch = await FirmHubClient.BeginAsync(port, who);
        await ShowsNewsAsync(watch);

        await EndAsync(what, name, who);

        await ShowsNoMoreAsync(watch);
    }

    [Fact]
    public async Task A_revoked_key_is_disconnected_and_receives_nothing_more()
    {
        var key = await port.Users.MakeKeyAsync(FirmSteps.Own, Scopes.Read);
        await using var watch = await FirmHubClient.BeginAsync(port, AccessTokenProvider.ForApiKey(key.Secret));
        await ShowsNewsAsync(watch);

        await (await port.Users.AdministratorAsync()).ApiKeys.RevokeAsync(key.Key.Id, "Lost");

        await ShowsNoMoreAsync(watch);
    }

    [Fact]
    public async Task An_expired_key_is_disconnected_and_receives_nothing_more()
    {
        await using var host = new PortHost();
        await host.InitializeAsync();
        var key = await host.Users.MakeKeyAsync(FirmSteps.Own, Scopes.Read);
        await using var watch = await FirmHubClient.BeginAsync(host, AccessTokenProvider.ForApiKey(key.Secret));

        host.Time.Advance(TimeSpan.FromDays(1));

        await watch.Closed.WaitAsync(AFewSeconds);
    }

    [Fact]
    public async Task An_idle_connection_cannot_watch_after_its_session_ended()
    {
        var who = await port.Users.OperatorAsync("late", FirmSteps.Own);
        await using var watch = await FirmHubClient.ConnectAsync(port, who);
        await EndAsync("is locked", "late", who);
        await Should.ThrowAsync<Exception>(() => watch.WatchAsync());
        await watch.Closed.WaitAsync(AFewSeconds);
    }

    [Fact]
    public async Task Other_users_of_the_firm_stay_connected()
    {
        var leaving = await port.Users.OperatorAsync("leaving", FirmSteps.Own);
        var staying = await port.Users.OperatorAsync("staying", FirmSteps.Own);
        await using var ends = await FirmHubClient.BeginAsync(port, leaving);
        await using var stays = await FirmHubClient.BeginAsync(port, staying);
        await EndAsync("is locked", "leaving", leaving);
        await ends.Closed.WaitAsync(AFewSeconds);
        await ShowsNewsAsync(stays);
    }

    private async Task ShowsNewsAsync(FirmHubClient watch) =>
        await watch.SeesAsync(await port.AnnounceAsync(SomeVehicle.Green()), Stage.PreRegistered);

    private async Task ShowsNoMoreAsync(FirmHubClient watch)
    {
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle);
        await watch.Closed.WaitAsync(AFewSeconds);
        watch.Messages.ShouldAllBe(message => !message.Contains(vehicle.Vin));
    }

    private async Task EndAsync(string what, string name, AccessTokenProvider who)
    {
        var by = await port.Users.AdministratorAsync();
        var user = await by.Users.List(name).SingleAsync(found => found.DisplayName == name);
        switch (what)
        {
            case "signs out":
                await AutomationClient.Create(port.Anonymous(), who, TimeSpan.Zero).Account.SignOutAsync();
                break;
            case "signs out everywhere":
                await AutomationClient.Create(port.Anonymous(), who, TimeSpan.Zero).Account.SignOutEverywhereAsync();
                break;
            case "is signed out":
                await by.Users.SignOutAsync(user.Id, "Telephone lost");
                break;
            case "is locked":
                await by.Users.LockAsync(user.Id, "On leave");
                break;
            case "gets other rights":
                await by.Firms.PutAsync(new Firm { Uscc = FirmSteps.Other, Name = "Elsewhere" });
                await by.Users.ChangeRightsAsync(
                    user.Id,
                    new RightsChangeRequest
                    {
                        DisplayName = user.DisplayName,
                        Roles = [Roles.Operator],
                        Firm = FirmSteps.Other,
                        Version = user.Version,
                        Reason = "Changed employer",
                    }
                );
                break;
            case "gets another password":
                await by.Users.ResetPasswordAsync(user.Id, "Forgotten");
                break;
        }
    }
}
