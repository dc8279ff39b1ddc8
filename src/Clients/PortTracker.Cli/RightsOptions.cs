using System.CommandLine;
using PortTracker.Contracts.Events;

namespace PortTracker.Cli;

/// <summary>Options for the rights of a user.</summary>
internal sealed class RightsOptions
{
    public Option<string?> DisplayName { get; } = new("--display-name") { Description = "Name shown to other people." };

    public Option<string[]> Roles { get; } =
        new("--role")
        {
            Description = "A role. Repeat the option for several roles.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };

    public Option<string[]> Ports { get; } =
        new("--at")
        {
            Description = "A port at which an officer or supervisor may act, or all.",
            CustomParser = result => [.. result.Tokens.Select(token => token.Value is "all" ? "*" : token.Value)],
            AllowMultipleArgumentsPerToken = true,
        };

    public Option<string[]> Stages { get; } =
        new("--stage")
        {
            Description = "A stage at which an officer may act: entry, inspection, clearance. Default: all.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. ServiceNames.Sources],
        };

    public Option<string?> Firm { get; } = new("--firm") { Description = "USCC of an operator's firm." };

    public void AddTo(Command command)
    {
        Roles.AcceptOnlyFromAmong([.. Contracts.Access.Roles.All]);
        command.Add(DisplayName);
        command.Add(Roles);
        command.Add(Ports);
        command.Add(Stages);
        command.Add(Firm);
    }
}
