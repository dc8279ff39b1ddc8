namespace PortTracker.Contracts.Api;

/// <summary>One page of a list that is read to its end by passing <see cref="Next"/> as <c>after</c>.</summary>
/// <typeparam name="T">What the page lists.</typeparam>
public sealed record Page<T>
{
    /// <summary>The items, in a stable order.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Where the next page begins; null when this was the last.</summary>
    public string? Next { get; init; }
}
