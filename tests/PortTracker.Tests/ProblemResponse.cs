using PortTracker.Contracts.Api;

namespace PortTracker.Tests;

/// <summary>The problem details of a refusal.</summary>
public sealed record ProblemResponse
{
    public string? Title { get; init; }
    public string? Detail { get; init; }
    public Dictionary<string, string[]> Errors { get; init; } = [];
    public List<StateConflict> Conflicts { get; init; } = [];
    public List<LineError> BadLines { get; init; } = [];
}
