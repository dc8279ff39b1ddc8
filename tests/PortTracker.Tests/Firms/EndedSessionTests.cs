using Microsoft.AspNetCore.SignalR;
using PortTracker.Client;

namespace PortTracker.Tests.Firms;

/// <summary>A connection to the hub outlives the request that began it, but not the right to it.</summary>
public sealed class EndedSessionTests(PortHost port) : IClassFixture<PortHost>
{
    private static readonly TimeSpan AFewSeconds = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("signs out everywhere")]
    [InlineData("is signed out")]
    [InlineData("is locked")]
    [InlineData("gets other rights")]
    [InlineData("gets another password")]
    public async Task Who_may_no_longer_watch_is_sent_nothing_more_and_disconnected(string what)
    {
        var name = what.Replace(' ', '-');
        var who = await port.Users.OperatorAsync(name, AtTheFirm.Own);
        await using var watch = await FirmWatch.BeginAsync(port, who);
        await ShowsNewsAsync(watch);

        await EndAsync(what, name, who);

        await ShowsNoMoreAsync(watch);
    }

    [Fact]
    public async Task A_key_that_was_revoked_is_sent_nothing_more_and_disconnected()
    {
        var key = await port.Users.MakeKeyAsync(AtTheFirm.Own, Scopes.Read);
        await using var watch = await FirmWatch.BeginAsync(port, TokenSource.OfKey(key.Secret));
        await ShowsNewsAsync(watch);

        await (await port.Users.AdministratorAsync()).RevokeKeyAsync(key.Key.Id, "Lost");

        await ShowsNoMoreAsync(watch);
    }

    [Fact]
    public async Task A_key_that_has_run_out_is_sent_nothing_more_and_disconnected()
    {
        await using var host = new PortHost();
        await host.InitializeAsync();
        var key = await host.Users.MakeKeyAsync(AtTheFirm.Own, Scopes.Read);
        await using var watch = await FirmWatch.BeginAsync(host, TokenSource.OfKey(key.Secret));

        host.Time.Advance(TimeSpan.FromDays(1));

        await watch.Closed.WaitAsync(AFewSeconds);
    }

    [Fact]
    public async Task A_connection_that_did_not_watch_when_its_session_ended_cannot_begin_to()
    {
        var who = await port.Users.OperatorAsync("late", AtTheFirm.Own);
        await using var watch = await FirmWatch.ConnectAsync(port, who);
        await EndAsync("is locked", "late", who);
        await Should.ThrowAsync<Exception>(() => watch.WatchAsync());
        await watch.Closed.WaitAsync(AFewSeconds);
    }

    [Fact]
    public async Task Others_of_the_firm_watch_on()
    {
        var leaving = await port.Users.OperatorAsync("leaving", AtTheFirm.Own);
        var staying = await port.Users.OperatorAsync("staying", AtTheFirm.Own);
        await using var ends = await FirmWatch.BeginAsync(port, leaving);
        await using var stays = await FirmWatch.BeginAsync(port, staying);
        await EndAsync("is locked", "leaving", leaving);
        await ends.Closed.WaitAsync(AFewSeconds);
        await ShowsNewsAsync(stays);
    }

    private async Task ShowsNewsAsync(FirmWatch watch) =>
        await watch.SeesAsync(await port.AnnounceAsync(SomeVehicle.Green()), Stage.PreRegistered);

    private async Task ShowsNoMoreAsync(FirmWatch watch)
    {
        var vehicle = SomeVehicle.Green();
        await port.AnnounceAsync(vehicle);
        await watch.Closed.WaitAsync(AFewSeconds);
        watch.Messages.ShouldAllBe(message => !message.Contains(vehicle.Vin));
    }

    private async Task EndAsync(string what, string name, TokenSource who)
    {
        var by = await port.Users.AdministratorAsync();
        var user = await by.UsersAsync(name).SingleAsync();
        switch (what)
        {
            case "signs out everywhere":
                await new PortTrackerClient(port.Anonymous(), who, TimeSpan.Zero).SignOutEverywhereAsync();
                break;
            case "is signed out":
                await by.SignUserOutAsync(user.Id, "Telephone lost");
                break;
            case "is locked":
                await by.LockUserAsync(user.Id, "On leave");
                break;
            case "gets other rights":
                await by.PutFirmAsync(new Firm { Uscc = AtTheFirm.Other, Name = "Elsewhere" });
                await by.ChangeRightsAsync(
                    user.Id,
                    new RightsChange
                    {
                        DisplayName = user.DisplayName,
                        Roles = [Roles.Operator],
                        Firm = AtTheFirm.Other,
                        Version = user.Version,
                        Reason = "Changed employer",
                    }
                );
                break;
            case "gets another password":
                await by.ResetPasswordAsync(user.Id, "Forgotten");
                break;
        }
    }
}
