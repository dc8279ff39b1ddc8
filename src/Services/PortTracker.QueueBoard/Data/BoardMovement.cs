using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.QueueBoard.Data;

/// <summary>
/// A movement on the board: the latest state from each of the three services side by side, so that the order of their events does not
/// matter.
/// </summary>
internal sealed class BoardMovement
{
    private BoardMovement() { }

    public BoardMovement(EventHeader header) => (Id, Port) = (header.MovementId, header.Port);

    public Guid Id { get; private set; }
    public string Port { get; private set; } = "";

    public int EntryVersion { get; private set; }
    public EntryStatus? Entry { get; private set; }
    public string? Vin { get; private set; }
    public string? Plate { get; private set; }
    public VehicleCategory Category { get; private set; }

    /// <summary>USCC of the firm that brings it and may see it.</summary>
    public string? Operator { get; private set; }
    public string? Brand { get; private set; }
    public string? Model { get; private set; }
    public string? Destination { get; private set; }
    public string? DeclarationNumber { get; private set; }
    public string? CarrierPlate { get; private set; }
    public DateOnly? ExpectedOn { get; private set; }
    public DateTimeOffset? PreRegisteredAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? Lane { get; private set; }
    public string? QueueNumber { get; private set; }
    public long Rank { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }

    public int InspectionVersion { get; private set; }
    public InspectionStatus? Inspection { get; private set; }
    public Channel? Channel { get; private set; }
    public DateTimeOffset? InspectionSince { get; private set; }

    public int ClearanceVersion { get; private set; }
    public ClearanceStatus? Clearance { get; private set; }
    public DateTimeOffset? HeldSince { get; private set; }
    public DateTimeOffset? GrantedAt { get; private set; }
    public DateTimeOffset? RefusedAt { get; private set; }
    public DateTimeOffset? DepartedAt { get; private set; }

    /// <summary>The stage that follows from the states above. A column for the sake of its index.</summary>
    public Stage Stage { get; private set; }

    /// <summary>
    /// When its latest milestone happened, or when the announcement of a vehicle that never arrived was closed. A column for the sake of
    /// its index.
    /// </summary>
    public DateTimeOffset LastAt { get; private set; }

    public Milestones Milestones => new(ArrivedAt, GrantedAt, DepartedAt, RefusedAt);

    /// <summary>Applies the event's state unless a later one is known. The same version is applied again, for a replay.</summary>
    public void Apply(PortEvent e)
    {
        switch (e)
        {
            case EntryEvent entry when entry.Header.Version >= EntryVersion:
                Apply(entry);
                break;
            case InspectionEvent inspection when inspection.Header.Version >= InspectionVersion:
                Apply(inspection);
                break;
            case ClearanceEvent clearance when clearance.Header.Version >= ClearanceVersion:
                Apply(clearance);
                break;
            default:
                return;
        }

        Stage = Stages.Of(Entry, Inspection, Clearance, HeldSince is not null);
        LastAt = Milestones.Latest ?? ClosedAt ?? LastAt;
    }

    /// <summary>Removes what identifies the vehicle and its papers.</summary>
    public void Anonymise() =>
        (Vin, Plate, DeclarationNumber, CarrierPlate) = (Contracts.Vehicles.Vin.Anonymise(Vin!), null, null, null);

    /// <summary>What the public may see; null if the vehicle is not in the port, or its arrival is not known yet.</summary>
    public BoardVehicle? ToBoardVehicle() =>
        !Stage.IsOnSite() || ArrivedAt is not { } arrivedAt
            ? null
            : new BoardVehicle
            {
                MovementId = Id,
                QueueNumber = QueueNumber ?? "",
                Lane = Lane ?? "",
                Plate = Contracts.Vehicles.Plate.Mask(Plate, Vin!),
                Category = Category,
                Stage = Stage,
                Since = Since ?? arrivedAt,
                ArrivedAt = arrivedAt,
                Rank = Rank,
            };

    /// <summary>What those who work at the port may see, once the papers are known.</summary>
    public DeskMovement ToDeskMovement() =>
        new()
        {
            MovementId = Id,
            Stage = Stage,
            Since = Since ?? LastAt,
            Vin = Vin!,
            Plate = Plate,
            Brand = Brand!,
            Model = Model!,
            Category = Category,
            Destination = Destination!,
            Operator = Operator!,
            DeclarationNumber = DeclarationNumber!,
            CarrierPlate = CarrierPlate,
            ExpectedOn = ExpectedOn,
            ArrivedAt = ArrivedAt,
            Lane = Lane,
            QueueNumber = QueueNumber,
            Channel = Channel,
            InspectionVersion = InspectionVersion,
            ClearanceVersion = ClearanceVersion,
        };

    /// <summary>
    /// What the firm may see, once the papers are known. The board does not store hold reasons, findings or the names of officers.
    /// </summary>
    public FirmMovement ToFirmMovement() =>
        new()
        {
            MovementId = Id,
            Stage = Stage,
            Since = Since ?? LastAt,
            Vin = Vin!,
            Plate = Plate,
            Brand = Brand!,
            Model = Model!,
            Category = Category,
            Destination = Destination!,
            DeclarationNumber = DeclarationNumber!,
            CarrierPlate = CarrierPlate,
            ExpectedOn = ExpectedOn,
            QueueNumber = QueueNumber,
            Lane = Lane,
            Channel = Channel,
            ArrivedAt = ArrivedAt,
            ClearedAt = GrantedAt,
            RefusedAt = RefusedAt,
            DepartedAt = DepartedAt,
        };

    public static IQueryable<LedgerEntry> Ledger(BoardDb db) =>
        db.Movements.Select(m => new LedgerEntry
        {
            MovementId = m.Id,
            Port = m.Port,
            Vin = m.Vin,
            EntryVersion = m.EntryVersion,
            InspectionVersion = m.InspectionVersion,
            ClearanceVersion = m.ClearanceVersion,
            Stage = m.Stage,
        });

    private DateTimeOffset? Since =>
        Stage switch
        {
            Stage.PreRegistered => PreRegisteredAt,
            Stage.NoShow or Stage.Cancelled => ClosedAt,
            Stage.Departed => DepartedAt,
            Stage.Refused => RefusedAt,
            Stage.Held => HeldSince,
            Stage.Cleared => GrantedAt,
            Stage.DocumentaryControl or Stage.AwaitingInspection or Stage.UnderInspection or Stage.AwaitingClearance =>
                InspectionSince,
            _ => ArrivedAt,
        };

    private void Apply(EntryEvent e)
    {
        EntryVersion = e.Header.Version;
        Entry = e.Entry.Status;
        Vin = e.Entry.Vehicle.Vin;
        Plate = e.Entry.Vehicle.Plate;
        Category = e.Entry.Vehicle.Category;
        Operator = e.Entry.Vehicle.Operator;
        Brand = e.Entry.Vehicle.Brand;
        Model = e.Entry.Vehicle.Model;
        Destination = e.Entry.Vehicle.Destination;
        DeclarationNumber = e.Entry.Vehicle.DeclarationNumber;
        CarrierPlate = e.Entry.Vehicle.CarrierPlate;
        ExpectedOn = e.Entry.ExpectedOn;
        PreRegisteredAt = e.Entry.PreRegisteredAt;
        ClosedAt = e.Entry.ClosedAt;
        Lane = e.Entry.Lane;
        QueueNumber = e.Entry.QueueNumber;
        Rank = e.Entry.QueueRank;
        ArrivedAt = e.Entry.ArrivedAt;
    }

    private void Apply(InspectionEvent e)
    {
        InspectionVersion = e.Header.Version;
        Inspection = e.Inspection.Status;
        Channel = e.Inspection.Channel;
        InspectionSince = e.Inspection.Status switch
        {
            InspectionStatus.UnderInspection => e.Inspection.StartedAt,
            InspectionStatus.Released => e.Inspection.ReleasedAt,
            _ => e.Inspection.AssignedAt,
        };
    }

    private void Apply(ClearanceEvent e)
    {
        ClearanceVersion = e.Header.Version;
        Clearance = e.Clearance.Status;
        HeldSince = e.Clearance.HeldSince;
        GrantedAt = e.Clearance.GrantedAt;
        RefusedAt = e.Clearance.RefusedAt;
        DepartedAt = e.Clearance.DepartedAt;
    }
}
