using System.Text.RegularExpressions;

namespace PortTracker.Tests.Architecture;

public sealed partial class SourceFileTests
{
    private const int MostLines = 300;

    /// <summary>The files that may be longer, each with the reason.</summary>
    private static readonly Dictionary<string, string> MayBeLonger = new(StringComparer.Ordinal);

    [Fact]
    public void A_file_has_the_name_of_its_type() =>
        SolutionTree
            .Files("src", ".cs")
            .Concat(SolutionTree.Files("tests", ".cs"))
            .SelectMany(file =>
                TopLevelTypes(File.ReadAllText(file.FullPath))
                    .Where(type => type != StemOf(file.Path))
                    .Select(type => $"{file.Path}: {type}")
            )
            .ShouldBeEmpty("Move each of these types to a file of its own name, or nest it in the type that uses it.");

    [Fact]
    public void A_namespace_is_its_folder() =>
        SolutionTree
            .Projects.Values.SelectMany(project =>
                SolutionTree
                    .Files(project.Folder, ".cs")
                    .Where(file =>
                        NamespaceDeclaration().Match(File.ReadAllText(file.FullPath)) is { Success: true } declared
                        && declared.Groups["name"].Value != NamespaceOf(project, file.Path)
                    )
                    .Select(file => file.Path)
            )
            .ShouldBeEmpty("The namespace of a file is its project's name and its folders.");

    [Fact]
    public void A_source_file_has_at_most_300_lines() =>
        SolutionTree
            .Files("src", ".cs", ".razor", ".css", ".js")
            .Select(file => (file.Path, Lines: File.ReadLines(file.FullPath).Count()))
            .Where(file => file.Lines > MostLines && !MayBeLonger.ContainsKey(file.Path))
            .Select(file => $"{file.Path}: {file.Lines}")
            .ShouldBeEmpty("Split these files by idea, or name them in this test with the reason why they are longer.");

    [Fact]
    public void Only_long_files_are_excepted_from_the_limit() =>
        MayBeLonger
            .Keys.Where(path =>
                !File.Exists(Path.Combine(SolutionTree.Root, path))
                || File.ReadLines(Path.Combine(SolutionTree.Root, path)).Count() <= MostLines
            )
            .ShouldBeEmpty("Remove these files from the list of this test: they are gone or within the limit.");

    [Fact]
    public void No_code_compares_the_text_of_a_request_path() =>
        SolutionTree
            .Files("src", ".cs")
            .Where(file => PathComparison().IsMatch(File.ReadAllText(file.FullPath)))
            .Select(file => file.Path)
            .ShouldBeEmpty(
                "Routing ignores case: decide by the endpoint's metadata, or by PathString's own comparison."
            );

    [Theory]
    [InlineData("http.Request.Path.StartsWithSegments(\"/api\", StringComparison.Ordinal)", true)]
    [InlineData("request.Path == \"/api\"", true)]
    [InlineData("request.Path.Value!.StartsWith(\"/api\")", true)]
    [InlineData("request.Path.StartsWithSegments(\"/api\")", false)]
    public void The_check_finds_every_comparison_of_a_path(string source, bool isFound) =>
        PathComparison().IsMatch(source).ShouldBe(isFound);

    [Theory]
    [InlineData("namespace X;\n\npublic sealed record Arrival(string Vin);\n", "Arrival")]
    [InlineData("namespace X;\n\ninternal static partial class A\n{\n    private sealed class Nested;\n}\n", "A")]
    [InlineData("namespace X;\n\npublic enum One\n{\n    A,\n}\n\ninternal interface Two<T>;\n", "One,Two")]
    [InlineData("namespace X;\n\npublic delegate Task<int> Handler();\n", "Handler")]
    public void The_check_finds_every_top_level_type(string source, string types) =>
        TopLevelTypes(source).ShouldBe(types.Split(','));

    private static IEnumerable<string> TopLevelTypes(string source) =>
        Declaration().Matches(source).Select(match => match.Groups["name"].Value);

    /// <summary>What is before the first dot: <c>Desk.razor.cs</c> holds a part of <c>Desk</c>.</summary>
    private static string StemOf(string path) => Path.GetFileName(path).Split('.')[0];

    private static string NamespaceOf(SourceProject project, string path)
    {
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/')[project.Folder.Length..];
        return project.Name + folder.Replace('/', '.');
    }

    [GeneratedRegex(
        @"\bPath\s*\.\s*StartsWithSegments\([^;{]*?StringComparison\.Ordinal\b|[Rr]equest\.Path(\.Value!?|\.ToString\(\))?\s*(==|!=|\bis\b\s*""|\.(StartsWith|Equals|Contains|EndsWith)\()",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex PathComparison();

    // The formatter puts top-level types at the start of a line, and nested ones further in.
    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:record\s+(?:class|struct)|class|record|struct|interface|enum|delegate\s+[\w<>?.\[\], ]+?)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Declaration();

    [GeneratedRegex(
        @"^namespace (?<name>[\w.]+);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex NamespaceDeclaration();
}
