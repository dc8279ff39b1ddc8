using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace PortTracker.EndToEnd;

/// <summary>Reads docker-compose.yml and the image that it runs, so that tests start what compose starts.</summary>
internal static partial class Compose
{
    private const string Image = "porttracker:local";
    private const string MergeKey = "<<";

    /// <summary>The containers that run the host: one for each service, the web and the migrations.</summary>
    public static IReadOnlyList<ComposeService> Read()
    {
        var entryPoint = DockerfileList(EntryPoint());
        return
        [
            .. Services(File.ReadAllText(SolutionOutput.File("docker-compose.yml")))
                .Where(service => service.Value.Text("image") is Image)
                .Select(service => new ComposeService
                {
                    Name = service.Key,
                    Command = [.. entryPoint, .. service.Value.List("command")],
                    Environment = service.Value.Map("environment"),
                    HealthCheck = service.Value.Find<YamlMappingNode>("healthcheck") is null ? ImageHealthCheck() : [],
                    Definition = service.Value,
                }),
        ];
    }

    /// <summary>The health check of the image.</summary>
    public static IReadOnlyList<string> ImageHealthCheck() => DockerfileList(HealthCheck());

    /// <summary>When the health check of the image runs.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> ImageHealthCheckOptions() =>
        HealthCheckOption()
            .Matches(File.ReadAllText(SolutionOutput.File("infra/Dockerfile")))
            .ToDictionary(
                option => option.Groups["name"].Value,
                option => TimeSpan.FromSeconds(int.Parse(option.Groups["seconds"].Value, CultureInfo.InvariantCulture)),
                StringComparer.Ordinal
            );

    /// <summary>The services of a compose file, whatever their image.</summary>
    public static IReadOnlyDictionary<string, YamlMappingNode> Services(string yaml) =>
        Parse(yaml)
            .Find<YamlMappingNode>("services")!
            .ToDictionary(
                service => ((YamlScalarNode)service.Key).Value!,
                service => (YamlMappingNode)service.Value,
                StringComparer.Ordinal
            );

    public static YamlMappingNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (YamlMappingNode)Merged(stream.Documents[0].RootNode);
    }

    public static string? Text(this YamlMappingNode node, string key) => node.Find<YamlScalarNode>(key)?.Value;

    public static IReadOnlyList<string> List(this YamlMappingNode node, string key) =>
        [.. node.Find<YamlSequenceNode>(key)?.OfType<YamlScalarNode>().Select(item => item.Value!) ?? []];

    public static IReadOnlyDictionary<string, string> Map(this YamlMappingNode node, string key) =>
        node.Find<YamlMappingNode>(key)
            ?.ToDictionary(
                item => ((YamlScalarNode)item.Key).Value!,
                item => ((YamlScalarNode)item.Value).Value!,
                StringComparer.Ordinal
            )
        ?? [];

    public static T? Find<T>(this YamlMappingNode node, string key)
        where T : YamlNode => node.Children.TryGetValue(key, out var value) ? value as T : null;

    /// <summary>The node with its merge keys replaced by what they bring; what it says itself goes before that.</summary>
    private static YamlNode Merged(YamlNode node)
    {
        if (node is YamlSequenceNode list)
        {
            return new YamlSequenceNode(list.Select(Merged));
        }

        if (node is not YamlMappingNode map)
        {
            return node;
        }

        var merged = new YamlMappingNode();
        foreach (var (key, value) in map.Where(child => !IsMerge(child.Key)))
        {
            merged.Add(key, Merged(value));
        }

        foreach (var (_, value) in map.Where(child => IsMerge(child.Key)))
        {
            foreach (var (key, inherited) in (YamlMappingNode)Merged(value))
            {
                if (!merged.Children.ContainsKey(key))
                {
                    merged.Add(key, inherited);
                }
            }
        }

        return merged;

        static bool IsMerge(YamlNode key) => key is YamlScalarNode { Value: MergeKey };
    }

    private static IReadOnlyList<string> DockerfileList(Regex instruction)
    {
        var match = instruction.Match(File.ReadAllText(SolutionOutput.File("infra/Dockerfile")));
        match.Success.ShouldBeTrue($"infra/Dockerfile has no line like {instruction}");
        return JsonSerializer.Deserialize<List<string>>(match.Groups["list"].Value)!;
    }

    [GeneratedRegex(@"^ENTRYPOINT (?<list>\[.*\])\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EntryPoint();

    [GeneratedRegex(
        @"^HEALTHCHECK .*CMD (?<list>\[.*\])\s*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex HealthCheck();

    [GeneratedRegex(@"--(?<name>[a-z-]+)=(?<seconds>\d+)s", RegexOptions.ExplicitCapture)]
    private static partial Regex HealthCheckOption();
}
