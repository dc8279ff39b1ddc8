namespace PortTracker.Contracts.Api;

/// <summary>A line of a CSV that was not taken.</summary>
/// <param name="Line">Number of the line in the file, the heading being line 1.</param>
/// <param name="Field">Name of the column, or null when the line as a whole is meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record LineError(int Line, string? Field, string Message);
