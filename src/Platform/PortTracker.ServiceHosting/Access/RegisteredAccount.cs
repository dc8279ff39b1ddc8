namespace PortTracker.ServiceHosting.Access;

/// <summary>The part of an account that validates its sessions.</summary>
internal sealed class RegisteredAccount
{
    public Guid Id { get; init; }
    public required string SecurityStamp { get; init; }
}
