using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PortTracker.ServiceDefaults;

/// <summary>What PortTracker counts of itself.</summary>
public static class PortMetrics
{
    /// <summary>Name of the meter, and of the source of traces.</summary>
    public const string Name = "PortTracker";

    private const string ServiceTag = "service";
    private const string SourceTag = "source";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Dispatched = Meter.CreateCounter<long>(
        "porttracker.events.dispatched",
        description: "Events that the broker has confirmed."
    );

    private static readonly Counter<long> Applied = Meter.CreateCounter<long>(
        "porttracker.events.applied",
        description: "Events of others that a service has taken in."
    );

    private static readonly Counter<long> SetAside = Meter.CreateCounter<long>(
        "porttracker.events.set_aside",
        description: "Events that a service could not apply and keeps aside."
    );

    private static readonly Counter<long> Departures = Meter.CreateCounter<long>(
        "porttracker.vehicles.departed",
        description: "Vehicles that have left the port."
    );

    private static readonly ConcurrentDictionary<string, double> Lags = new(StringComparer.Ordinal);

    static PortMetrics() =>
        Meter.CreateObservableGauge(
            "porttracker.outbox.lag",
            () => Lags.Select(lag => new Measurement<double>(lag.Value, Of(ServiceTag, lag.Key))),
            unit: "s",
            description: "Age of the oldest event that waits to be dispatched; 0 when none waits."
        );

    /// <summary>The broker has confirmed events of a service.</summary>
    public static void EventsDispatched(string service, int count) => Dispatched.Add(count, Of(ServiceTag, service));

    /// <summary>A service has committed what events of another mean to it.</summary>
    public static void EventsApplied(string service, string source, int count) =>
        Applied.Add(count, Of(ServiceTag, service), Of(SourceTag, source));

    /// <summary>A service has set events of another aside.</summary>
    public static void EventsSetAside(string service, string source, int count) =>
        SetAside.Add(count, Of(ServiceTag, service), Of(SourceTag, source));

    /// <summary>Vehicles have left a port.</summary>
    public static void VehiclesDeparted(string port, int count) => Departures.Add(count, Of("port", port));

    /// <summary>For how long the oldest event of a service has waited to be dispatched.</summary>
    public static void OutboxLag(string service, TimeSpan lag) => Lags[service] = lag.TotalSeconds;

    private static KeyValuePair<string, object?> Of(string tag, string value) => new(tag, value);
}
