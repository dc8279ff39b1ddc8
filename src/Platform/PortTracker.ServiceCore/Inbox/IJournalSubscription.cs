namespace PortTracker.ServiceCore.Inbox;

/// <summary>The position of a consumer in this process in each journal.</summary>
internal interface IJournalSubscription
{
    long? PositionOf(string source);
}
