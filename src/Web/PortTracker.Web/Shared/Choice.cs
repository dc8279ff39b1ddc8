namespace PortTracker.Web.Shared;

/// <summary>An option to select.</summary>
/// <param name="Value">Its value in the API.</param>
/// <param name="Text">Its display name.</param>
/// <param name="Hint">What it does, if the name does not say so.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);
