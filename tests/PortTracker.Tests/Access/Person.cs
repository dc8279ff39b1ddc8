namespace PortTracker.Tests.Access;

/// <summary>A user with an account and a chosen password.</summary>
public sealed record Person(Guid Id, string UserName, string Password);
