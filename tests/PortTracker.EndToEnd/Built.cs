using System.Diagnostics;
using System.Reflection;

namespace PortTracker.EndToEnd;

/// <summary>The programs of this solution as they were built, and the files that come with it.</summary>
internal static class Built
{
    // Whoever says how many vehicles wants to know how many a second.
    private static readonly bool IsMeasured =
        Published is not null || Environment.GetEnvironmentVariable("PORTTRACKER_TEST_VEHICLES") is { Length: > 0 };

    private static readonly string Root = FindRoot();

    private static readonly string Output = typeof(Built)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(one => one.Key == nameof(Output))
        .Value!;

    /// <summary>Where the host was published, if it is to be run from there: as it is shipped, trimmed and compressed.</summary>
    public static string? Published =>
        Environment.GetEnvironmentVariable("PORTTRACKER_TEST_PUBLISHED") is { Length: > 0 } directory
            ? Path.GetFullPath(directory)
            : null;

    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>How to start a program of the solution, in its own project's directory and with its output kept.</summary>
    public static ProcessStartInfo Program(string project, string assembly, params IEnumerable<string> arguments)
    {
        var directory = project is "PortTracker.Host" ? Published : null;
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(directory ?? File(Path.Combine("src", project, Output)), assembly + ".dll"), .. arguments]
        )
        {
            WorkingDirectory = directory ?? File(Path.Combine("src", project)),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (!IsMeasured)
        {
            // Tests start many, each for a short while: they are to serve soon rather than fast.
            start.Environment["DOTNET_TieredCompilation"] = "1";
        }

        return start;
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(directory.FullName, "PortTracker.sln")))
        {
            directory =
                directory.Parent
                ?? throw new InvalidOperationException(
                    $"{AppContext.BaseDirectory} is not in a directory that has PortTracker.sln: run the tests where they were built."
                );
        }

        return directory.FullName;
    }
}
