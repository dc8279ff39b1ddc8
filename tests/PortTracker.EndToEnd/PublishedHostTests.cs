using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace PortTracker.EndToEnd;

/// <summary>What infra/Dockerfile makes, without a container: restored where there are project files only, then published.</summary>
public sealed partial class PublishedHostTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("porttracker-published-");

    [Fact]
    public async Task A_published_host_serves_every_script_and_style_that_its_pages_name()
    {
        var code = Path.Combine(directory.FullName, "code");
        CopySource(code, file => file.EndsWith(".csproj", StringComparison.Ordinal) || !IsBelowSource(file));
        await DotnetAsync(code, "restore", "src/PortTracker.Host");
        CopySource(code, _ => true);
        var published = Path.Combine(directory.FullName, "app");
        // Compression takes most of the time, and changes no name.
        await DotnetAsync(
            code,
            "publish",
            "src/PortTracker.Host",
            "--configuration=Release",
            "--no-restore",
            $"--output={published}",
            "-p:CompressionEnabled=false"
        );

        await using var host = new HostProcess { Published = published };
        await host.StartAgainAsync();
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var page in (string[])["/", "/board/khorgos", "/sign-in"])
        {
            var html = await host.Http.GetStringAsync(new Uri(page, UriKind.Relative));
            named.UnionWith(ScriptOrStyle().Matches(html).Select(match => match.Groups["address"].Value));
        }

        named.ShouldContain(address => address.Contains("blazor.web", StringComparison.Ordinal));
        named.ShouldContain(address => address.EndsWith(".css", StringComparison.Ordinal));
        foreach (var address in named)
        {
            using var answer = await host.Http.GetAsync(new Uri(address, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldNotBeEmpty(address);
        }
    }

    public void Dispose() => directory.Delete(recursive: true);

    // What .dockerignore lets into the image's build.
    private static void CopySource(string target, Func<string, bool> isWanted)
    {
        var root = SolutionOutput.File(".");
        var files = Directory
            .EnumerateFiles(Path.Combine(root, "src"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(root, "Directory.*.props"))
            .Concat(["global.json", ".editorconfig", ".config/BannedSymbols.txt"])
            .Select(file => Path.GetRelativePath(root, Path.Combine(root, file)))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Where(isWanted);
        foreach (var file in files)
        {
            var copy = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(root, file), copy, overwrite: true);
        }
    }

    private static bool IsBelowSource(string file) =>
        file.StartsWith("src" + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static async Task DotnetAsync(string directory, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [.. arguments, "--disable-build-servers"]
        )
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // The analyzers look at the source elsewhere, and MSBuild's variables are those of the build that runs the tests.
        foreach (
            var name in start
                .Environment.Keys.Where(name =>
                    name is "CI" || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
                )
                .ToList()
        )
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await output + await error);
    }

    [GeneratedRegex(
        """<(?:script[^>]* src|link[^>]* rel="stylesheet"[^>]* href|link[^>]* href)="(?<address>[^"]+\.(?:js|mjs|css))"[^>]*>"""
    )]
    private static partial Regex ScriptOrStyle();
}
