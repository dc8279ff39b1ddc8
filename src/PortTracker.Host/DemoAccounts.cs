using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;
using PortTracker.Web.Shared;

namespace PortTracker.Host;

/// <summary>
/// The accounts of the demo, one per role. The sign-in page offers each with one click. They exist only in the demo, and get new
/// passwords at each start.
/// </summary>
/// <param name="oneTimePassword">One-time password of the first administrator.</param>
internal sealed class DemoAccounts(string oneTimePassword)
{
    private const string AdministratorName = "administrator";
    private const string OfficerName = "officer";

    // The firm with the most vehicles, so that its user has something to see.
    private static readonly string Firm = DemoTraffic.LargestFirm;

    private static readonly AddUserRequest[] Users =
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

    /// <summary>The accounts that the sign-in page offers; empty until they exist.</summary>
    public IReadOnlyList<DemoAccount> Offered => offered;

    /// <summary>Creates the accounts, and returns a client for the administrator.</summary>
    public async Task<PortTrackerClient> CreateAsync(
        HttpClient http,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var password = DemoOnboarding.RandomPassword();
        await DemoOnboarding.ChoosePasswordAsync(http, AdministratorName, oneTimePassword, password, cancellationToken);
        var administrator = AutomationClient.Create(
            http,
            AccessTokenProvider.ForUser(http, AdministratorName, password, clock)
        );
        await administrator.Firms.PutAsync(
            new Firm { Uscc = Firm, Name = "Khorgos Star Logistics" },
            cancellationToken
        );
        var created = new List<DemoAccount>();
        foreach (var user in Users)
        {
            var userPassword = await DemoOnboarding.AddAsync(administrator, http, user, cancellationToken);
            created.Add(new DemoAccount(user.UserName, userPassword, user.DisplayName, user.Roles));
        }

        created.Add(new DemoAccount(AdministratorName, password, "First administrator", [Roles.Administrator]));
        offered = created;
        return administrator;
    }

    /// <summary>Creates a client for the officer.</summary>
    public PortTrackerClient Officer(HttpClient http, TimeProvider clock)
    {
        var officer = offered.Single(account => account.UserName is OfficerName);
        return AutomationClient.Create(
            http,
            AccessTokenProvider.ForUser(http, officer.UserName, officer.Password, clock)
        );
    }
}
