namespace PortTracker.Tests.Architecture;

/// <summary>A project of <c>src</c> as its project file describes it.</summary>
internal sealed record SourceProject
{
    public required string Name { get; init; }

    /// <summary>Its folder, from the root of the repository.</summary>
    public required string Folder { get; init; }

    /// <summary>The names of the projects that it references directly.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>The packages that it references directly.</summary>
    public required IReadOnlyList<string> Packages { get; init; }
}
