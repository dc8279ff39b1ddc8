namespace PortTracker.Web.Shared;

/// <summary>The board's API does not answer, or not with valid data.</summary>
public sealed class BoardUnavailableException(Exception inner) : Exception("The board cannot be reached.", inner);
