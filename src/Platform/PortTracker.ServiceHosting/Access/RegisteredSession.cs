namespace PortTracker.ServiceHosting.Access;

/// <summary>A session of an account. Instants are milliseconds since 1970.</summary>
internal sealed class RegisteredSession
{
    public Guid Id { get; init; }
    public long EndsAt { get; init; }

    /// <summary>When it was ended before its time; null if it was not.</summary>
    public long? EndedAt { get; init; }
}
