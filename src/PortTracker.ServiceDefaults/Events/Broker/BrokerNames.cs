namespace PortTracker.ServiceDefaults;

/// <summary>What exchanges and queues are called.</summary>
internal static class BrokerNames
{
    /// <summary>The exchange of all journals; its routing key is the service.</summary>
    public const string Events = "porttracker.events";

    public static string QueueOf(string service) => $"porttracker.{service}";

    public static string QueueOf(string service, string instance) => $"porttracker.{service}.{instance}";

    /// <summary>Where a service is asked to send its journal again.</summary>
    public static string ResendQueueOf(string service) => $"porttracker.{service}.resend";

    /// <summary>
    /// The exchange in front of a queue: a queue's own address would have every sender declare the queue. Where each instance has a
    /// queue of its own, the exchange that has the service's name stands in front of them all.
    /// </summary>
    public static Uri AddressOf(string queue) => new($"exchange:{queue}");
}

/// <summary>The queue from which a service takes events.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOfInstance">Each instance has one of its own and hears everything; otherwise they share one.</param>
internal sealed record BrokerQueue<TDb>(string Name, bool IsOfInstance);
