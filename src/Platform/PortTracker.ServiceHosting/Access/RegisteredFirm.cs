namespace PortTracker.ServiceHosting.Access;

/// <summary>A firm, and why it was admitted although the check character of its code is wrong.</summary>
internal sealed class RegisteredFirm
{
    public required string Uscc { get; init; }
    public string? AdmittedBecause { get; init; }
}
