using System.Xml.Linq;

namespace PortTracker.Tests.Architecture;

/// <summary>The repository as it is on disk: its projects and its source files. Nothing has to be built to read it.</summary>
internal static class SolutionTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects of <c>src</c> by name.</summary>
    public static IReadOnlyDictionary<string, SourceProject> Projects { get; } =
        Directory
            .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Read)
            .ToDictionary(project => project.Name, StringComparer.Ordinal);

    /// <summary>The projects below a folder of <c>src</c>.</summary>
    public static IEnumerable<SourceProject> ProjectsIn(string folder) =>
        Projects.Values.Where(project => project.Folder.StartsWith($"src/{folder}/", StringComparison.Ordinal));

    /// <summary>The files below a folder that are written by hand, with their path from the root.</summary>
    public static IEnumerable<(string Path, string FullPath)> Files(
        string folder,
        params IEnumerable<string> extensions
    ) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(file => (Path: FromRoot(file), FullPath: file))
            .Where(file => extensions.Contains(Path.GetExtension(file.Path)) && !IsGenerated(file.Path));

    private static bool IsGenerated(string path) =>
        path.Split('/').Any(part => part is "bin" or "obj" or "Migrations")
        || path.Contains("/Migrations/", StringComparison.Ordinal);

    private static SourceProject Read(string file)
    {
        var project = XDocument.Load(file);
        return new SourceProject
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Folder = Path.GetDirectoryName(FromRoot(file))!,
            Projects = [.. Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path))],
            Packages = [.. Includes("PackageReference")],
        };

        IEnumerable<string> Includes(string item) =>
            project
                .Descendants(item)
                .Select(reference => (string?)reference.Attribute("Include"))
                .OfType<string>()
                .Select(path => path.Replace('\\', '/'));
    }

    private static string FromRoot(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "PortTracker.sln")))
        {
            directory =
                directory.Parent
                ?? throw new InvalidOperationException(
                    $"No directory above {AppContext.BaseDirectory} has PortTracker.sln. Run the tests where they were built."
                );
        }

        return directory.FullName;
    }
}
