using PortTracker.Client;
using PortTracker.Client.Simulation;
using PortTracker.Web.Access;

namespace PortTracker.Host;

/// <summary>
/// The accounts of the demo, one a role, which its sign-in page offers with a click. They exist in the demo only, with passwords of this
/// one start.
/// </summary>
/// <param name="oneTimePassword">That of the first administrator.</param>
internal sealed class DemoAccounts(string oneTimePassword)
{
    private const string AdministratorName = "administrator";
    private const string OfficerName = "officer";

    // So that its user has something to see.
    private static readonly string Firm = DemoTraffic.LargestFirm;

    private static readonly NewUser[] Users =
    [
        new()
        {
            UserName = OfficerName,
            DisplayName = "Officer Li",
            Roles = [Roles.Officer],
            Ports = ["*"],
            Stages = ServiceNames.Sources,
        },
        new()
        {
            UserName = "supervisor",
            DisplayName = "Supervisor Chen",
            Roles = [Roles.Supervisor],
            Ports = ["*"],
        },
        new()
        {
            UserName = "firm",
            DisplayName = "Dispatcher Zhao",
            Roles = [Roles.Operator],
            Firm = Firm,
        },
        new()
        {
            UserName = "manager",
            DisplayName = "Manager Wang",
            Roles = [Roles.Manager],
        },
        new()
        {
            UserName = "auditor",
            DisplayName = "Auditor Sun",
            Roles = [Roles.Auditor],
        },
    ];

    private volatile IReadOnlyList<DemoAccount> offered = [];

    /// <summary>What the sign-in page offers; none before the accounts are open.</summary>
    public IReadOnlyList<DemoAccount> Offered => offered;

    /// <summary>Opens them all. Returns a client of the administrator.</summary>
    public async Task<PortTrackerClient> OpenAsync(
        HttpClient http,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var password = Onboarding.RandomPassword();
        await Onboarding.ChoosePasswordAsync(http, AdministratorName, oneTimePassword, password, cancellationToken);
        var administrator = new PortTrackerClient(http, TokenSource.OfUser(http, AdministratorName, password, clock));
        await administrator.PutFirmAsync(new Firm { Uscc = Firm, Name = "Khorgos Star Logistics" }, cancellationToken);
        var opened = new List<DemoAccount>();
        foreach (var user in Users)
        {
            var own = await Onboarding.AddAsync(administrator, http, user, cancellationToken);
            opened.Add(new DemoAccount(user.UserName, own, user.DisplayName, user.Roles));
        }

        opened.Add(new DemoAccount(AdministratorName, password, "First administrator", [Roles.Administrator]));
        offered = opened;
        return administrator;
    }

    public PortTrackerClient Officer(HttpClient http, TimeProvider clock)
    {
        var officer = offered.Single(account => account.UserName is OfficerName);
        return new PortTrackerClient(http, TokenSource.OfUser(http, officer.UserName, officer.Password, clock));
    }
}
