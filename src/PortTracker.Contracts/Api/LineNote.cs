namespace PortTracker.Contracts.Api;

/// <summary>Something to know about a line of a CSV that was read.</summary>
/// <param name="Line">Number of its first line in the file.</param>
/// <param name="Message">What to know, and what to do if it is not meant.</param>
public sealed record LineNote(int Line, string Message);
