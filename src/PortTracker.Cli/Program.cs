using System.CommandLine;
using System.Globalization;
using System.Text;
using PortTracker.Cli;

// Figures read the same on every machine: 421,000 and +38.6 %.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;

var root = new RootCommand(
    "PortTracker: simulates a land port's traffic, imports, pulls totals, and proves that nothing is lost."
)
{
    SignInCommand.Create(),
    SignOutCommand.Create(),
    UsersCommand.Create(),
    FirmsCommand.Create(),
    KeysCommand.Create(),
    SimulateCommand.Create(),
    GenerateCommand.Create(),
    ImportCommand.Create(),
    TotalsCommand.Create(),
    AggregateCommand.Create(),
    VerifyCommand.Create(),
    ReplayCommand.Create(),
    FailuresCommand.Create(),
    AuditCommand.Create(),
};
root.Add(Session.ServerOption);
root.Add(Session.PortOption);
root.Add(Session.JsonOption);

return await root.Parse(args).InvokeAsync();
