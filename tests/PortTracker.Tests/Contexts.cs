using PortTracker.Access;
using PortTracker.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Inspection;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceHosting.Access;
using PortTracker.Throughput.Data;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests;

internal static class Contexts
{
    public static IReadOnlyList<Context> All { get; } =
    [
        new Context<EntryDb>(ServiceNames.Entry),
        new Context<InspectionDb>(ServiceNames.Inspection),
        new Context<ClearanceDb>(ServiceNames.Clearance),
        new Context<ThroughputDb>(ServiceNames.Throughput),
        new Context<BoardDb>(ServiceNames.Board),
        new Context<AccessDb>(ServiceNames.Access),
    ];

    /// <summary>Contexts for tables of other services.</summary>
    public static IReadOnlyList<Context> Views { get; } = [new Context<RegisterDb>(ServiceNames.Access)];
}
