using System.Globalization;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>The file descriptors of this process; each connection takes one.</summary>
internal static class FileDescriptors
{
    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";
    private const long Unlimited = 1_000_000;

    /// <summary>The most that it may open. The runtime raises the soft limit at start, so this is the limit that counts.</summary>
    public static long Limit { get; } = Read();

    private static long Read()
    {
        var line = File.Exists(Limits)
            ? File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))
            : null;
        return long.TryParse(
            line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
            CultureInfo.InvariantCulture,
            out var limit
        )
            ? limit
            : Unlimited;
    }
}
