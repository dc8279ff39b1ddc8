namespace PortTracker.Host;

/// <summary>The parsed arguments of the host.</summary>
/// <param name="Command">The command; empty to serve requests.</param>
/// <param name="IsDemo">Whether to run the demo.</param>
/// <param name="Settings">All other arguments, which are configuration.</param>
/// <param name="Operand">What the command acts on; null if it is not given.</param>
internal sealed record HostArguments(string Command, bool IsDemo, string[] Settings, string? Operand)
{
    private const string DemoSwitch = "--demo";
    private const string VersionSwitch = "--version";

    public static HostArguments Read(string[] args)
    {
        var command = args is [var first, ..] && (first is VersionSwitch || !IsSetting(first)) ? first : "";
        var operand = command is not "" && args is [_, var second, ..] && !IsSetting(second) ? second : null;
        // Remove the switch: without a value, it would take the next argument as its value.
        string[] settings =
        [
            .. args.Skip((command is "" ? 0 : 1) + (operand is null ? 0 : 1)).Where(arg => arg != DemoSwitch),
        ];
        return new HostArguments(command, args.Contains(DemoSwitch, StringComparer.Ordinal), settings, operand);
    }

    private static bool IsSetting(string arg) => arg is "" or ['-' or '/', ..] || arg.Contains('=');
}
