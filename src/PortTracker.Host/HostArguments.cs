namespace PortTracker.Host;

/// <summary>The parsed arguments of the host.</summary>
/// <param name="Command">The command; empty to serve requests.</param>
/// <param name="IsDemo">Whether to run the demo.</param>
/// <param name="Settings">All other arguments, which are configuration.</param>
internal sealed record HostArguments(string Command, bool IsDemo, string[] Settings)
{
    private const string DemoSwitch = "--demo";
    private const string VersionSwitch = "--version";

    public static HostArguments Read(string[] args)
    {
        var command = args is [var first, ..] && (first is VersionSwitch || !IsSetting(first)) ? first : "";
        // Remove the switch: without a value, it would take the next argument as its value.
        string[] settings = [.. args.Skip(command is "" ? 0 : 1).Where(arg => arg != DemoSwitch)];
        return new HostArguments(command, args.Contains(DemoSwitch, StringComparer.Ordinal), settings);
    }

    private static bool IsSetting(string arg) => arg is "" or ['-' or '/', ..] || arg.Contains('=');
}
