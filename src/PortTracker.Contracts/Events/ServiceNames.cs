namespace PortTracker.Contracts.Events;

/// <summary>The names of the services that own a part of a movement, as used in routes, files and schemas.</summary>
public static class ServiceNames
{
    /// <summary>Vehicle-entry service: pre-registration, gate arrival, queue position.</summary>
    public const string Entry = "entry";

    /// <summary>Inspection service: channel, inspection, findings.</summary>
    public const string Inspection = "inspection";

    /// <summary>Clearance service: clearance, hold, refusal, departure.</summary>
    public const string Clearance = "clearance";

    /// <summary>Throughput service: movement facts and totals.</summary>
    public const string Throughput = "throughput";

    /// <summary>Queue-board service: live projection.</summary>
    public const string Board = "board";

    /// <summary>Access service: accounts, firms, API keys. It owns no part of a movement.</summary>
    public const string Access = "access";

    /// <summary>All that know of movements.</summary>
    public static IReadOnlyList<string> All { get; } = [Entry, Inspection, Clearance, Throughput, Board];

    /// <summary>All that keep an audit trail: every service.</summary>
    public static IReadOnlyList<string> WithTrail { get; } = [Access, .. All];

    /// <summary>
    /// The services that record events; the others only listen. They are also the stages of a passage at which an officer may act.
    /// </summary>
    public static IReadOnlyList<string> Sources { get; } = [Entry, Inspection, Clearance];

    /// <summary>The services whose events a service takes in: the whole flow of events through the port.</summary>
    /// <param name="service">A service.</param>
    public static IReadOnlyList<string> SourcesOf(string service) =>
        service switch
        {
            Entry => [Clearance],
            Inspection => [Entry, Clearance],
            Clearance => [Entry, Inspection],
            Throughput or Board => Sources,
            _ => throw new ArgumentOutOfRangeException(nameof(service), service, "There is no such service."),
        };
}
