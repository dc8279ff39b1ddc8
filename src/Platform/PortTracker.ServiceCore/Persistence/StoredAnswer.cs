namespace PortTracker.ServiceCore.Persistence;

/// <summary>The stored answer to a request with an idempotency key.</summary>
internal sealed class StoredAnswer
{
    public required string Key { get; init; }
    public required byte[] RequestHash { get; init; }
    public required int Status { get; init; }
    public required byte[] Body { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
}
