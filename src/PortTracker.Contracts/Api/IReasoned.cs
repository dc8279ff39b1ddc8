namespace PortTracker.Contracts.Api;

/// <summary>A request with a reason, which the audit trail keeps.</summary>
public interface IReasoned
{
    /// <summary>Why; null where none is needed.</summary>
    string? Reason { get; }
}
