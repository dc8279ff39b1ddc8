using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.Throughput.Data;

/// <summary>
/// All that throughput knows of one movement: the latest state from each of the three services. Unknown values are null, so that any
/// event can start a fact.
/// </summary>
internal sealed class MovementFact
{
    public MovementFact(Guid movementId, string port)
    {
        MovementId = movementId;
        Port = port;
        Stage = Stages.Of(EntryStatus, InspectionStatus, ClearanceStatus, Held);
    }

    public Guid MovementId { get; private set; }
    public string Port { get; private set; }
    public Stage Stage { get; private set; }

    public string? Vin { get; private set; }
    public string? Brand { get; private set; }
    public string? Model { get; private set; }
    public VehicleCategory? Category { get; private set; }
    public Propulsion? Propulsion { get; private set; }
    public ShipmentForm? Form { get; private set; }
    public string? Destination { get; private set; }
    public string? Operator { get; private set; }
    public string? DeclarationNumber { get; private set; }
    public EntryStatus? EntryStatus { get; private set; }
    public int EntryVersion { get; private set; }
    public DateTimeOffset? PreRegisteredAt { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }

    public Channel? Channel { get; private set; }
    public ChannelSource? SelectedBy { get; private set; }
    public InspectionStatus? InspectionStatus { get; private set; }
    public int InspectionVersion { get; private set; }
    public int Inspections { get; private set; }
    public int Findings { get; private set; }
    public DateTimeOffset? DocumentsApprovedAt { get; private set; }
    public DateTimeOffset? InspectionStartedAt { get; private set; }
    public DateTimeOffset? InspectionCompletedAt { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }

    public ClearanceStatus? ClearanceStatus { get; private set; }
    public int ClearanceVersion { get; private set; }
    public bool Held { get; private set; }
    public int Holds { get; private set; }
    public long HeldMilliseconds { get; private set; }
    public DateTimeOffset? GrantedAt { get; private set; }
    public DateTimeOffset? RefusedAt { get; private set; }
    public DateTimeOffset? DepartedAt { get; private set; }

    /// <summary>Business day on which it counts as exported; null until it has departed.</summary>
    public DateOnly? DepartedOn { get; private set; }

    /// <summary>Hour of that day, 0–23.</summary>
    public int? DepartedHour { get; private set; }

    /// <summary>Imported from before go-live; it has no events.</summary>
    public bool Imported { get; private set; }

    /// <summary>Who imported it and when; null for a movement known by its events.</summary>
    public string? Source { get; private set; }

    /// <summary>A movement from before go-live, complete from the start.</summary>
    public static MovementFact FromBeforeGoLive(Guid movementId, Port port, ImportedMovement line, string source)
    {
        var fact = new MovementFact(movementId, port.Code)
        {
            EntryStatus = Contracts.Events.EntryStatus.Arrived,
            ArrivedAt = line.ArrivedAt,
            Channel = line.Channel,
            InspectionStatus = Contracts.Events.InspectionStatus.Released,
            Inspections = line.Inspections,
            Findings = line.Findings,
            ClearanceStatus = Contracts.Events.ClearanceStatus.Departed,
            GrantedAt = line.ClearedAt,
            DepartedAt = line.DepartedAt,
            Imported = true,
            Source = source,
        };
        fact.Describe(line.Vehicle);
        fact.Place(port);
        return fact;
    }

    /// <summary>Removes what identifies the vehicle. No count changes.</summary>
    public void Anonymise() => (Vin, DeclarationNumber) = (Contracts.Vehicles.Vin.Anonymise(Vin!), null);

    /// <summary>
    /// Applies the event's state unless a later one of that service is known, and returns whether it did. The same version is applied
    /// again, for a replay.
    /// </summary>
    public bool Apply(PortEvent e, Port port)
    {
        var applied = e switch
        {
            EntryEvent entry => Apply(entry),
            InspectionEvent inspection => Apply(inspection),
            ClearanceEvent clearance => Apply(clearance),
            _ => throw new ArgumentOutOfRangeException(nameof(e), e, "No service is known for it."),
        };
        if (applied)
        {
            Place(port);
        }

        return applied;
    }

    private bool Apply(EntryEvent e)
    {
        if (e.Header.Version < EntryVersion)
        {
            return false;
        }

        EntryVersion = e.Header.Version;
        EntryStatus = e.Entry.Status;
        PreRegisteredAt = e.Entry.PreRegisteredAt;
        ArrivedAt = e.Entry.ArrivedAt;
        Describe(e.Entry.Vehicle);
        return true;
    }

    private bool Apply(InspectionEvent e)
    {
        if (e.Header.Version < InspectionVersion)
        {
            return false;
        }

        InspectionVersion = e.Header.Version;
        InspectionStatus = e.Inspection.Status;
        Channel = e.Inspection.Channel;
        SelectedBy = e.Inspection.SelectedBy;
        Inspections = e.Inspection.Inspections;
        Findings = e.Inspection.Findings;
        DocumentsApprovedAt = e.Inspection.DocumentsApprovedAt;
        InspectionStartedAt = e.Inspection.StartedAt;
        InspectionCompletedAt = e.Inspection.CompletedAt;
        ReleasedAt = e.Inspection.ReleasedAt;
        return true;
    }

    private bool Apply(ClearanceEvent e)
    {
        if (e.Header.Version < ClearanceVersion)
        {
            return false;
        }

        ClearanceVersion = e.Header.Version;
        ClearanceStatus = e.Clearance.Status;
        Held = e.Clearance.IsHeld;
        Holds = e.Clearance.Holds;
        HeldMilliseconds = e.Clearance.HeldMilliseconds;
        GrantedAt = e.Clearance.GrantedAt;
        RefusedAt = e.Clearance.RefusedAt;
        DepartedAt = e.Clearance.DepartedAt;
        return true;
    }

    private void Describe(Vehicle vehicle)
    {
        Vin = vehicle.Vin;
        Brand = vehicle.Brand;
        Model = vehicle.Model;
        Category = vehicle.Category;
        Propulsion = vehicle.Propulsion;
        Form = vehicle.Form;
        Destination = vehicle.Destination;
        Operator = vehicle.Operator;
        DeclarationNumber = vehicle.DeclarationNumber;
    }

    private void Place(Port port)
    {
        Stage = Stages.Of(EntryStatus, InspectionStatus, ClearanceStatus, Held);
        if (ClearanceStatus is Contracts.Events.ClearanceStatus.Departed && DepartedAt is { } departedAt)
        {
            var local = TimeZoneInfo.ConvertTime(departedAt, port.Zone).DateTime;
            DepartedOn = DateOnly.FromDateTime(local);
            DepartedHour = local.Hour;
        }
        else
        {
            DepartedOn = null;
            DepartedHour = null;
        }
    }
}
