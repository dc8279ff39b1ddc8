using System.Globalization;

namespace PortTracker.EndToEnd;

/// <summary>Settings of the long forms of tests, from the environment.</summary>
internal static class TestSetting
{
    public static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : otherwise;
}
