namespace PortTracker.Web.Desks;

/// <summary>One of several things to choose.</summary>
/// <param name="Value">What the API calls it.</param>
/// <param name="Text">What people call it.</param>
/// <param name="Hint">What comes of it, where that is not plain.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);
