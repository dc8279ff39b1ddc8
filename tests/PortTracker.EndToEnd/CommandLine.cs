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

    /// <summary>Runs it as a user who signs in, and whose files are in a directory.</summary>
    public static Task<Run> RunAtAsync(HostProcess host, string home, string? input, params string[] arguments)
    {
        var start = Program([.. arguments, "--server", host.Address.AbsoluteUri]);
        start.Environment["XDG_DATA_HOME"] = home;
        start.RedirectStandardInput = true;
        return RunAsync(start, input);
    }

    public static Task<Run> VersionAsync() => RunAsync(Program("--version"));

    private static ProcessStartInfo Program(params string[] arguments) =>
        SolutionOutput.Program("Clients/PortTracker.Cli", "porttracker", arguments);

    private static async Task<Run> RunAsync(ProcessStartInfo start, string? input = null)
    {
        using var program = Process.Start(start)!;
        if (start.RedirectStandardInput)
        {
            await program.StandardInput.WriteLineAsync(input);
            program.StandardInput.Close();
        }

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
