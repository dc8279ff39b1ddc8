namespace PortTracker.Web.Shared;

/// <summary>A sign-in account that a demo offers to everyone.</summary>
public sealed record DemoAccount(string UserName, string Password, string DisplayName, IReadOnlyList<string> Roles);
