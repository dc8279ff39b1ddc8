using System.Net;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;
using PortTracker.Testing;
using PortTracker.Tests.Access;

namespace PortTracker.Tests.SqlServer;

/// <summary>Firms, keys, users and sessions are administered.</summary>
internal static class AccessCoverage
{
    public static async Task AdministerAsync(PortHost port)
    {
        var administrator = await port.Users.AdministratorAsync();
        await administrator.Firms.PutAsync(new Firm { Uscc = SomeVehicle.Operator, Name = "A firm" });
        await administrator.Firms.PutAsync(new Firm { Uscc = SomeVehicle.Operator, Name = "A firm by another name" });
        (await administrator.Firms.ListAsync()).ShouldHaveSingleItem();
        var key = await administrator.ApiKeys.CreateAsync(
            new CreateApiKeyRequest
            {
                Firm = SomeVehicle.Operator,
                Name = "dispatch",
                Scopes = Scopes.All,
                Days = 1,
            }
        );
        await administrator.ApiKeys.List(SomeVehicle.Operator).ToListAsync();
        await administrator.ApiKeys.RevokeAsync(key.Key.Id, "Lost");

        var user = new AddUserRequest
        {
            UserName = "day.labourer",
            DisplayName = "Day labourer",
            Roles = [Roles.Officer],
            Ports = [PortHost.Port],
            Stages = [ServiceNames.Entry],
        };
        var made = await administrator.Users.AddAsync(user);
        var http = port.Anonymous();
        var password = DemoOnboarding.RandomPassword();
        await DemoOnboarding.ChoosePasswordAsync(http, user.UserName, made.Password, password);
        var tokens = await TokenRequests.SignInAsync(
            http,
            new SignInRequest { UserName = user.UserName, Password = password }
        );
        var own = AutomationClient.Create(
            http,
            AccessTokenProvider.ForSession(http, tokens.RefreshToken),
            TimeSpan.Zero
        );
        (await own.Account.MeAsync()).UserName.ShouldBe(user.UserName);
        var factor = await own.Account.SetUpTwoFactorAsync();
        await own.Account.ConfirmTwoFactorAsync(
            new TwoFactorConfirmationRequest
            {
                Password = password,
                Code = Authenticator.CodeOf(factor.SharedKey, port.Time),
            }
        );
        port.Time.Advance(TimeSpan.FromSeconds(30));
        tokens = await TokenRequests.SignInAsync(
            http,
            new SignInRequest
            {
                UserName = user.UserName,
                Password = password,
                Code = Authenticator.CodeOf(factor.SharedKey, port.Time),
            }
        );
        own = AutomationClient.Create(http, AccessTokenProvider.ForSession(http, tokens.RefreshToken), TimeSpan.Zero);
        port.Time.Advance(TimeSpan.FromSeconds(30));
        await own.Account.RemoveTwoFactorAsync(
            new TwoFactorRemovalRequest
            {
                Password = password,
                Code = Authenticator.CodeOf(factor.SharedKey, port.Time),
            }
        );
        tokens = await TokenRequests.SignInAsync(
            http,
            new SignInRequest { UserName = user.UserName, Password = password }
        );
        own = AutomationClient.Create(http, AccessTokenProvider.ForSession(http, tokens.RefreshToken), TimeSpan.Zero);
        var session = (await own.Account.SessionsAsync()).ShouldHaveSingleItem();
        await own.Account.EndSessionAsync(session.Id);

        var listed = await administrator.Users.List("labourer").SingleAsync();
        (await administrator.Users.GetAsync(listed.Id)).ShouldBeEquivalentTo(listed);
        await administrator.Users.ChangeRightsAsync(
            listed.Id,
            new RightsChangeRequest
            {
                DisplayName = listed.DisplayName,
                Roles = [Roles.Manager],
                Version = listed.Version,
                Reason = "Promoted",
            }
        );
        await administrator.Users.LockAsync(listed.Id, "On leave");
        await administrator.Users.UnlockAsync(listed.Id, "Back");
        await administrator.Users.SignOutAsync(listed.Id, "Telephone lost");
        await administrator.Users.RemoveTwoFactorAsync(listed.Id, "Telephone lost");
        await administrator.Users.ResetPasswordAsync(listed.Id, "Forgotten");
        await port.ReadAsync("access/me", "access/audit", "access/audit?vin=LSVAA4182E2184847", "access/audit.csv");
        await port.SendAsync("access/sessions", new { }, HttpStatusCode.UnsupportedMediaType);
        using var goer = port.As("goer", Roles.Manager);
        (await goer.PostAsync("/api/access/sign-outs", content: null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var leaver = port.As("leaver", Roles.Manager);
        (await leaver.PostAsync("/api/access/me/sign-outs", content: null)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        await SignInExternallyAsync(port);
    }

    /// <summary>Signs in at a provider for the first time, with other rights, and without rights.</summary>
    private static async Task SignInExternallyAsync(PortHost port)
    {
        await using var provider = await FakeProvider.StartAsync();
        foreach (var (key, value) in provider.Settings)
        {
            port.Settings[key] = value;
        }

        await port.RestartAsync();
        await port.ReadAsync("access/external/provider");
        foreach (
            var roles in (string[][])
                [
                    [Roles.Manager],
                    [Roles.Auditor],
                    [],
                ]
        )
        {
            using var browser = new CookieBrowser(port);
            provider.Sends("1", "day.tripper", ("roles", roles));
            using var page = await browser.GoAsync("/api/access/external");
            browser.HasSession.ShouldBe(roles.Length > 0);
        }
    }
}
