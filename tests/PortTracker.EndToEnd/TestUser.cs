namespace PortTracker.EndToEnd;

/// <summary>Someone who may do everything that the port's staff may.</summary>
public sealed record TestUser(string Name, string Password, TokenSource Tokens)
{
    private const string Administrator = "administrator";

    /// <summary>The first administrator's, at every host of this run.</summary>
    public static string OneTimePassword { get; } = Onboarding.RandomPassword();

    /// <summary>Signs the first administrator in, and has it open an account.</summary>
    public static async Task<TestUser> OpenAsync(HttpClient http)
    {
        var password = Onboarding.RandomPassword();
        await Onboarding.ChoosePasswordAsync(http, Administrator, OneTimePassword, password);
        var administrator = new PortTrackerClient(http, TokenSource.OfUser(http, Administrator, password));
        var user = new NewUser
        {
            UserName = "end.to.end",
            DisplayName = "End to end",
            Roles = Roles.Staff,
            Ports = ["*"],
            Stages = ServiceNames.Sources,
        };
        var own = await Onboarding.AddAsync(administrator, http, user);
        return new TestUser(user.UserName, own, TokenSource.OfUser(http, user.UserName, own));
    }
}
