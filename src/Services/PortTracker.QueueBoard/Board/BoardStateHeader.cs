namespace PortTracker.QueueBoard.Board;

/// <summary>The state of a board at one moment: its sequence number, and since when its data may be stale.</summary>
internal readonly record struct BoardStateHeader(long Sequence, DateTimeOffset AsOf, DateTimeOffset? StaleSince);
