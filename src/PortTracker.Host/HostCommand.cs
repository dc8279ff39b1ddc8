using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using PortTracker.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Configuration;
using PortTracker.Storage.Sqlite;

namespace PortTracker.Host;

/// <summary>Runs the host: serves requests, or runs one of the commands in <see cref="Usage"/>.</summary>
internal static class HostCommand
{
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Usage = """
        PortTracker.Host [--demo] [--key=value ...]     serves requests until Ctrl+C
        PortTracker.Host migrate [--key=value ...]      applies the migrations of the services in Services, then exits
        PortTracker.Host unlock NAME [--key=value ...]  unlocks an account, when no administrator can sign in; hosts may be running
        PortTracker.Host --version                      prints the version
        PortTracker.Host health [--key=value ...]       checks the host at the first address in Urls: exits with 0 if it is ready, else 1
        """;

    /// <summary>Runs the command in the arguments, and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Func<HostArguments, WebApplication> compose)
    {
        var arguments = HostArguments.Read(args);
        try
        {
            return arguments.Command switch
            {
                "" => await compose(arguments).ServeAsync(arguments.IsDemo),
                "--version" => await PrintVersionAsync(),
                "migrate" => await compose(arguments).MigrateAsync(),
                "unlock" when arguments.Operand is { } name => await UnlockAsync(compose(arguments), name),
                "health" => await HealthCommand.RunAsync(arguments.Settings),
                _ => await MisusedAsync(arguments.Command),
            };
        }
        catch (Exception e) when (MessageOf(e) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return Failed;
        }
    }

    private static async Task<int> PrintVersionAsync()
    {
        await Console.Out.WriteLineAsync(ProductVersion.Text);
        return 0;
    }

    private static async Task<int> UnlockAsync(WebApplication app, string name)
    {
        await using (app)
        {
            if (!app.Services.GetRequiredService<LocalServices>().Has(ServiceNames.Access))
            {
                throw new ConfigurationException("Services: run this command where the access service runs.");
            }

            var isKnown = await app.Services.UnlockAsync(name);
            await (isKnown ? Console.Out : Console.Error).WriteLineAsync(
                isKnown ? $"{name} is unlocked." : $"There is no user '{name}'. Check the name."
            );
            return isKnown ? 0 : Failed;
        }
    }

    private static async Task<int> MisusedAsync(string command)
    {
        await Console.Error.WriteLineAsync($"Unknown command '{command}'.{Environment.NewLine}{Usage}");
        return Misused;
    }

    /// <summary>The message for a failure that the operator can fix; null for any other.</summary>
    private static string? MessageOf(Exception e) =>
        e switch
        {
            ConfigurationException or DataDirectoryInUseException or DamagedDatabaseException => e.Message,
            OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
            IOException { InnerException: AddressInUseException } =>
                $"{e.Message} Stop the process that uses this address, or choose another, such as --urls http://localhost:5081",
            DbException =>
                $"The database cannot be prepared: {e.Message} Check that its server is running, and check ConnectionStrings.",
            _ => null,
        };
}
