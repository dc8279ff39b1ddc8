using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Tests.Throughput;

/// <summary>Events of the three source services.</summary>
internal static class PortEvents
{
    public static VehiclePreRegistered Announced(Guid movement, string vin, DateTimeOffset at) =>
        new()
        {
            Header = Header(movement, 1, at),
            Entry = new EntryState
            {
                Status = EntryStatus.PreRegistered,
                Vehicle = VehicleOf(vin),
                PreRegisteredAt = at,
            },
        };

    public static VehicleArrived Arrived(
        Guid movement,
        string vin,
        DateTimeOffset at,
        string brand = "BYD",
        Propulsion propulsion = Propulsion.BatteryElectric
    ) =>
        new()
        {
            Header = Header(movement, 2, at),
            Entry = new EntryState
            {
                Status = EntryStatus.Arrived,
                Vehicle = VehicleOf(vin) with { Brand = brand, Propulsion = propulsion },
                ArrivedAt = at,
            },
        };

    public static InspectionCompleted Inspected(Guid movement, int version, DateTimeOffset at, int findings) =>
        new()
        {
            Header = Header(movement, version, at),
            Inspection = new InspectionState
            {
                Assignments = 1,
                Channel = Channel.Red,
                SelectedBy = ChannelSource.Random,
                SelectionReason = "random",
                Status = InspectionStatus.Released,
                AssignedAt = at,
                CompletedAt = at,
                ReleasedAt = at,
                Inspections = 1,
                Findings = findings,
            },
        };

    public static ClearanceGranted Granted(Guid movement, int version, DateTimeOffset at) =>
        new()
        {
            Header = Header(movement, version, at),
            Clearance = new ClearanceState { Status = ClearanceStatus.Granted, GrantedAt = at },
        };

    public static VehicleDeparted Departed(
        Guid movement,
        int version,
        DateTimeOffset grantedAt,
        DateTimeOffset departedAt
    ) =>
        new()
        {
            Header = Header(movement, version, departedAt),
            Clearance = new ClearanceState
            {
                Status = ClearanceStatus.Departed,
                GrantedAt = grantedAt,
                DepartedAt = departedAt,
            },
        };

    private static Vehicle VehicleOf(string vin) =>
        new()
        {
            Vin = vin,
            Brand = "BYD",
            Model = "Seal",
            Category = VehicleCategory.Car,
            Propulsion = Propulsion.BatteryElectric,
            Form = ShipmentForm.Complete,
            HsCode = "870380",
            Destination = "KZ",
            DeclarationNumber = "940820240000000001",
            Operator = "91110000600037341L",
        };

    private static EventHeader Header(Guid movement, int version, DateTimeOffset at) =>
        new()
        {
            EventId = Guid.CreateVersion7(at),
            Port = ThroughputFixture.Port,
            MovementId = movement,
            Version = version,
            OccurredAt = at,
            RecordedAt = at,
            Actor = "test",
        };
}
