namespace PortTracker.Messaging;

/// <summary>Asks a service to resend a part of its journal to one queue.</summary>
public sealed record ResendRequest
{
    public required string Queue { get; init; }

    /// <summary>Starts after this entry. Ignored if <see cref="Since"/> is set.</summary>
    public required long After { get; init; }

    /// <summary>The last entry to send; null for the end of the journal.</summary>
    public long? UpTo { get; init; }

    /// <summary>Starts with the first entry recorded at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }
}
