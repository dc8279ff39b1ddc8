using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace PortTracker.Host;

/// <summary>What the host is started for: to serve, or one of the commands in <see cref="Usage"/>.</summary>
internal static class HostCommand
{
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Usage = """
        PortTracker.Host [--demo] [--key=value ...]   serves
        PortTracker.Host migrate [--key=value ...]    applies the migrations of the services named in Services, and ends
        PortTracker.Host health [--key=value ...]     asks the host at the first of Urls whether it is ready: 0 if so, else 1
        """;

    /// <summary>Does what the arguments say. Returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Func<HostArguments, WebApplication> compose)
    {
        var arguments = HostArguments.Read(args);
        try
        {
            return arguments.Command switch
            {
                "" => await compose(arguments).ServeAsync(arguments.IsDemo),
                "migrate" => await compose(arguments).MigrateAsync(),
                "health" => await HealthCommand.RunAsync(arguments.Settings),
                _ => await MisusedAsync(arguments.Command),
            };
        }
        catch (Exception e) when (WhatToDo(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Failed;
        }
    }

    private static async Task<int> MisusedAsync(string command)
    {
        await Console.Error.WriteLineAsync($"There is no command '{command}'.{Environment.NewLine}{Usage}");
        return Misused;
    }

    /// <summary>What to tell of a failure that the one who starts the host can mend; null for any other.</summary>
    private static string? WhatToDo(Exception e) =>
        e switch
        {
            ConfigurationException or DataDirectoryInUseException => e.Message,
            OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
            IOException { InnerException: AddressInUseException } =>
                $"{e.Message} Stop what listens there, or choose another: --urls http://localhost:5081",
            DbException =>
                $"The database cannot be made ready: {e.Message} See that its server runs, and what ConnectionStrings say.",
            _ => null,
        };
}

/// <summary>The arguments of the host, taken apart.</summary>
/// <param name="Command">The command; empty for serving.</param>
/// <param name="IsDemo">Whether the demo is asked for.</param>
/// <param name="Settings">All other arguments: configuration.</param>
internal sealed record HostArguments(string Command, bool IsDemo, string[] Settings)
{
    private const string DemoSwitch = "--demo";

    public static HostArguments Read(string[] args)
    {
        var command = args is [var first, ..] && !IsSetting(first) ? first : "";
        // A switch without a value would swallow the argument after it.
        string[] settings = [.. args.Skip(command is "" ? 0 : 1).Where(arg => arg != DemoSwitch)];
        return new HostArguments(command, args.Contains(DemoSwitch, StringComparer.Ordinal), settings);
    }

    private static bool IsSetting(string arg) => arg is "" or ['-' or '/', ..] || arg.Contains('=');
}
