namespace PortTracker.Messaging;

/// <summary>The names of exchanges and queues.</summary>
internal static class BrokerNames
{
    /// <summary>The exchange for all journals. The routing key is the service.</summary>
    public const string Events = "porttracker.events";

    public static string QueueOf(string service) => $"porttracker.{service}";

    public static string QueueOf(string service, string instance) => $"porttracker.{service}.{instance}";

    /// <summary>The queue for requests to resend a service's journal.</summary>
    public static string ResendQueueOf(string service) => $"porttracker.{service}.resend";

    /// <summary>
    /// The exchange in front of a queue. With a queue's own address, every sender would declare the queue. If each instance has
    /// its own queue, the exchange with the service's name is in front of all of them.
    /// </summary>
    public static Uri AddressOf(string queue) => new($"exchange:{queue}");
}
