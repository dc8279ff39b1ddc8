using YamlDotNet.RepresentationModel;

namespace PortTracker.EndToEnd;

/// <summary>A container of the host, as docker-compose.yml starts it.</summary>
internal sealed record ComposeService
{
    public required string Name { get; init; }

    /// <summary>Program and arguments: the image's entry point, and what the file adds to it.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Program and arguments; none for a container that does its work and ends.</summary>
    public required IReadOnlyList<string> HealthCheck { get; init; }

    /// <summary>All that the file says of it, with its anchors resolved.</summary>
    public required YamlMappingNode Definition { get; init; }
}
