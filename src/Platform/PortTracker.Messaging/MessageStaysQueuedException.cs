namespace PortTracker.Messaging;

/// <summary>The message cannot be processed now and returns to its queue.</summary>
internal sealed class MessageStaysQueuedException(Exception inner)
    : Exception("The message stays in its queue until it can be processed.", inner);
