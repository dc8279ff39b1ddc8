using PortTracker.ApiClient;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using PortTracker.Simulation;

namespace PortTracker.EndToEnd;

internal static class TestTraffic
{
    public const string Port = "KHORGOS";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    // Complete cars with plates: they get the green channel unless chance decides, and their plates can be masked.
    private static readonly IEnumerator<Vehicle> Cars = Plan(100_000, seed: 7)
        .Select(planned => planned.Vehicle)
        .Where(vehicle =>
            vehicle
                is {
                    Category: VehicleCategory.Car,
                    Form: ShipmentForm.Complete,
                    Propulsion: not Propulsion.FuelCell,
                    Plate.Length: > 4
                }
        )
        .GetEnumerator();

    /// <summary>Made-up traffic for today.</summary>
    public static TrafficPlan Plan(int vehicles, int seed) => TrafficPlan.Generate(vehicles, seed, Today(), 1, Zone);

    /// <summary>Made-up traffic of the month before this day.</summary>
    public static TrafficPlan PastPlan(int vehicles) =>
        TrafficPlan.Generate(vehicles, seed: 1, Today().AddDays(-31), 30, Zone);

    /// <summary>A car that no other test has.</summary>
    public static Vehicle Car()
    {
        lock (Cars)
        {
            Cars.MoveNext();
            return Cars.Current;
        }
    }

    public static PreRegistrationRequest AnnouncementOf(IReadOnlyList<Vehicle> vehicles) =>
        new()
        {
            Port = Port,
            ExpectedOn = Today(),
            Vehicles = vehicles,
        };

    public static ArrivalRequest ArrivalOf(IEnumerable<Vehicle> vehicles, DateTimeOffset? occurredAt = null) =>
        new()
        {
            Port = Port,
            Arrivals =
            [
                .. vehicles.Select(vehicle => new Arrival
                {
                    Vin = vehicle.Vin,
                    Vehicle = vehicle,
                    OccurredAt = occurredAt,
                }),
            ],
        };

    public static async Task<ArrivedVehicle> ArriveAsync(
        this PortTrackerClient client,
        Vehicle vehicle,
        DateTimeOffset? occurredAt = null
    )
    {
        var answer = await client.Entry.ArriveAsync(ArrivalOf([vehicle], occurredAt));
        return answer.Arrivals.ShouldHaveSingleItem();
    }

    public static ClearanceRequest On(ArrivedVehicle vehicle) =>
        new() { Movements = [new MovementReference { MovementId = vehicle.MovementId }] };

    private static DateOnly Today() =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Zone).DateTime);
}
