using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;

namespace PortTracker.EndToEnd;

/// <summary>A user with all roles of the port's staff.</summary>
public sealed record TestUser(string Name, string Password, AccessTokenProvider Tokens)
{
    private const string Administrator = "administrator";

    /// <summary>The one-time password of the first administrator at every host of this run.</summary>
    public static string OneTimePassword { get; } = DemoOnboarding.RandomPassword();

    /// <summary>Signs in as the first administrator and opens an account.</summary>
    public static async Task<TestUser> OpenAsync(HttpClient http)
    {
        var password = DemoOnboarding.RandomPassword();
        await DemoOnboarding.ChoosePasswordAsync(http, Administrator, OneTimePassword, password);
        var administrator = AutomationClient.Create(http, AccessTokenProvider.ForUser(http, Administrator, password));
        var user = new AddUserRequest
        {
            UserName = "end.to.end",
            DisplayName = "End to end",
            Roles = Roles.Staff,
            Ports = ["*"],
            Stages = ServiceNames.Sources,
        };
        var own = await DemoOnboarding.AddAsync(administrator, http, user);
        return new TestUser(user.UserName, own, AccessTokenProvider.ForUser(http, user.UserName, own));
    }
}
