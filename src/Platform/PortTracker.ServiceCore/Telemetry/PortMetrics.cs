using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PortTracker.ServiceCore.Telemetry;

/// <summary>The metrics of PortTracker.</summary>
public static class PortMetrics
{
    /// <summary>The name of the meter and of the trace source.</summary>
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
        description: "Events of other services that a service has applied."
    );

    private static readonly Counter<long> SetAside = Meter.CreateCounter<long>(
        "porttracker.events.set_aside",
        description: "Events that a service could not apply and has set aside."
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
            description: "Age of the oldest event that waits for the broker; 0 if none waits."
        );

    /// <summary>
    /// Starts the counters of a consumer at 0: a counter that begins with its first event has no increase to show for it.
    /// </summary>
    public static void ExpectEvents(string service, IEnumerable<string> sources)
    {
        foreach (var source in sources)
        {
            EventsApplied(service, source, 0);
            EventsSetAside(service, source, 0);
        }
    }

    /// <summary>Counts events that the broker has confirmed.</summary>
    public static void EventsDispatched(string service, int count) => Dispatched.Add(count, Of(ServiceTag, service));

    /// <summary>Counts events of another service that a service has applied.</summary>
    public static void EventsApplied(string service, string source, int count) =>
        Applied.Add(count, Of(ServiceTag, service), Of(SourceTag, source));

    /// <summary>Counts events of another service that a service has set aside.</summary>
    public static void EventsSetAside(string service, string source, int count) =>
        SetAside.Add(count, Of(ServiceTag, service), Of(SourceTag, source));

    /// <summary>Counts vehicles that have left a port.</summary>
    public static void VehiclesDeparted(string port, int count) => Departures.Add(count, Of("port", port));

    /// <summary>Sets the age of the oldest event of a service that waits for the broker.</summary>
    public static void OutboxLag(string service, TimeSpan lag) => Lags[service] = lag.TotalSeconds;

    private static KeyValuePair<string, object?> Of(string tag, string value) => new(tag, value);
}
