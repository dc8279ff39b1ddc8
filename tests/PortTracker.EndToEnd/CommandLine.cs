using System.Diagnostics;
using System.Text.Json;
using PortTracker.Contracts.Api;

namespace PortTracker.EndToEnd;

/// <summary>Runs the command line as a user does.</summary>
internal static class CommandLine
{
    public static Task<Run> RunAsync(HostProcess host, params string[] arguments)
    {
        var start = Program([.. arguments, "--server", host.Address.AbsoluteUri]);
        start.Environment["PORTTRACKER_USER"] = host.User?.Name;
        start.Environment["PORTTRACKER_PASSWORD"] = host.User?.Password;
        return RunAsync(start);
    }

    public static Task<Run> VersionAsync() => RunAsync(Program("--version"));

    private static ProcessStartInfo Program(params string[] arguments) =>
        SolutionOutput.Program("Clients/PortTracker.Cli", "porttracker", arguments);

    private static async Task<Run> RunAsync(ProcessStartInfo start)
    {
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var error = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return new Run(program.ExitCode, await output, await error);
    }

    internal sealed record Run(int ExitCode, string Output, string Error)
    {
        public T Read<T>() => JsonSerializer.Deserialize<T>(Output, PortJson.Options)!;
    }
}
