namespace PortTracker.ServiceHosting.Commands;

/// <summary>A service's part of a movement, which people act on.</summary>
public interface IMovement
{
    Guid Id { get; }
    string Port { get; }
    string? Vin { get; }
    int Version { get; }

    /// <summary>USCC of the firm that may act on the movement itself; null where only staff may act.</summary>
    string? Operator => null;

    /// <summary>The state at this service, in one word.</summary>
    string StateName { get; }

    /// <summary>The time of the latest step known to this service. A later step cannot have happened before it.</summary>
    DateTimeOffset Latest { get; }
}
