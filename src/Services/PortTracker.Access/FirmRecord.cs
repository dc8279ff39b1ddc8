namespace PortTracker.Access;

/// <summary>A logistics firm that has users or API keys.</summary>
internal sealed class FirmRecord
{
    public required string Uscc { get; init; }
    public required string Name { get; set; }

    /// <summary>Why it was admitted although the check character of its code is wrong.</summary>
    public string? AdmittedBecause { get; init; }
}
