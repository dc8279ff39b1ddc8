namespace PortTracker.ServiceHosting.Csv;

/// <summary>A record of a CSV.</summary>
/// <param name="Number">The number of its first line.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Error">Why it has none; null if it can be read.</param>
internal sealed record CsvRecord(int Number, IReadOnlyList<string> Fields, string? Error);
