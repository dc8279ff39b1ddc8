using System.Diagnostics;
using System.Reflection;

namespace PortTracker.EndToEnd;

/// <summary>The built programs of this solution, and its files.</summary>
internal static class SolutionOutput
{
    // A given number of vehicles means that the speed is measured.
    private static readonly bool IsMeasured =
        Published is not null || Environment.GetEnvironmentVariable("PORTTRACKER_TEST_VEHICLES") is { Length: > 0 };

    private static readonly string Root = FindRoot();

    private static readonly string Output = typeof(SolutionOutput)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(one => one.Key == nameof(Output))
        .Value!;

    /// <summary>The directory of the published host, if the tests are to run it: trimmed and compressed, as it is shipped.</summary>
    public static string? Published =>
        Environment.GetEnvironmentVariable("PORTTRACKER_TEST_PUBLISHED") is { Length: > 0 } directory
            ? Path.GetFullPath(directory)
            : null;

    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>How to start a program in the directory of its project (below <c>src</c>), with its output captured.</summary>
    public static ProcessStartInfo Program(string project, string assembly, params IEnumerable<string> arguments) =>
        Program(project is "PortTracker.Host" ? Published : null, project, assembly, arguments);

    /// <summary>The same for a program that was published to <paramref name="directory"/>, if that is given.</summary>
    public static ProcessStartInfo Program(
        string? directory,
        string project,
        string assembly,
        IEnumerable<string> arguments
    )
    {
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
            // Tests start many short-lived processes: a fast start matters more than throughput.
            start.Environment["DOTNET_TieredCompilation"] = "1";
            start.Environment["DOTNET_TieredPGO"] = "0";
            start.Environment["DOTNET_gcServer"] = "0";
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
