namespace PortTracker.EndToEnd;

internal static class SomeTraffic
{
    public const string Port = "KHORGOS";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    // Cars that are whole and have plates: they go through green, unless chance decides, and a mask has something to hide.
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

    /// <summary>A car that has not been given out before.</summary>
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

    public static async Task<Arrived> ArriveAsync(
        this PortTrackerClient client,
        Vehicle vehicle,
        DateTimeOffset? occurredAt = null
    )
    {
        var answer = await client.ArriveAsync(ArrivalOf([vehicle], occurredAt));
        return answer.Arrivals.ShouldHaveSingleItem();
    }

    public static ClearanceRequest On(Arrived vehicle) =>
        new() { Movements = [new MovementRef { MovementId = vehicle.MovementId }] };

    private static DateOnly Today() =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Zone).DateTime);
}
