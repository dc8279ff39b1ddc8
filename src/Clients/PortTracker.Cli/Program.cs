using System.CommandLine;
using System.Globalization;
using System.Text;
using PortTracker.Cli;

// Numbers look the same on every machine: 421,000 and +38.6 %.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;

var root = new RootCommand(
    "Works with a PortTracker server: accounts, simulated traffic, imports, totals, failed events, replays and verification."
)
{
    SignInCommand.Create(),
    SignOutCommand.Create(),
    SessionsCommand.Create(),
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
root.Add(CommandContext.ServerOption);
root.Add(CommandContext.PortOption);
root.Add(CommandContext.JsonOption);

return await root.Parse(args).InvokeAsync();
