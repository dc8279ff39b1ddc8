using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceCore.Setup;

/// <summary>How events travel between services: configuration key <c>Transport</c>.</summary>
public interface IEventTransport
{
    /// <summary>Publishes the journal of a service that records events.</summary>
    void AddSource<TDb>(PlatformBuilder platform, string service)
        where TDb : ServiceDbContext;

    /// <summary>Delivers the events of a service's sources to its consumer.</summary>
    /// <param name="platform">The platform to add to.</param>
    /// <param name="service">The consumer's service.</param>
    /// <param name="perInstance">Whether every instance receives every event, because each keeps its own state in memory.</param>
    void AddConsumer<TDb, TConsumer>(PlatformBuilder platform, string service, bool perInstance)
        where TDb : ServiceDbContext
        where TConsumer : class, IEventConsumer;
}
