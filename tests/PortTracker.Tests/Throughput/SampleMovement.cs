using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Throughput;

/// <summary>A random movement.</summary>
internal sealed record SampleMovement(
    DateTimeOffset DepartedAt,
    string Brand,
    string Destination,
    Propulsion Propulsion,
    VehicleCategory Category,
    bool IsEntryKnown,
    bool IsInspected,
    bool IsWithdrawn,
    int MovedBy
)
{
    public static SampleMovement On(string instant) =>
        new(
            ThroughputFixture.At(instant),
            "BYD",
            "KZ",
            Propulsion.BatteryElectric,
            VehicleCategory.Car,
            IsEntryKnown: true,
            IsInspected: false,
            IsWithdrawn: false,
            MovedBy: 0
        );

    public async Task PassAsync(ThroughputFixture port, int number)
    {
        var id = Guid.CreateVersion7(DepartedAt);
        List<PortEvent> events = [];
        if (IsEntryKnown)
        {
            var arrived = PortEvents.Arrived(
                id,
                $"LSV{number:00000000000000}",
                DepartedAt.AddHours(-3),
                Brand,
                Propulsion
            );
            events.Add(
                arrived with
                {
                    Entry = arrived.Entry with
                    {
                        Vehicle = arrived.Entry.Vehicle with { Destination = Destination, Category = Category },
                    },
                }
            );
        }

        if (IsInspected)
        {
            events.Add(PortEvents.Inspected(id, 1, DepartedAt.AddHours(-2), findings: number % 3));
        }

        events.Add(PortEvents.Departed(id, 2, DepartedAt.AddHours(-1), DepartedAt));
        if (MovedBy > 0)
        {
            events.Add(PortEvents.Departed(id, 3, DepartedAt.AddHours(-1), DepartedAt.AddDays(-MovedBy)));
        }

        if (IsWithdrawn)
        {
            events.Add(PortEvents.Granted(id, 4, DepartedAt.AddHours(-1)));
        }

        await port.ApplyAsync(events);
    }
}
