namespace PortTracker.QueueBoard;

/// <summary>
/// A movement as the board sees it: the latest that each of the three services said of it, side by side, so that the order in
/// which they are heard does not matter.
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
    public string? Lane { get; private set; }
    public string? QueueNumber { get; private set; }
    public long Rank { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }

    public int InspectionVersion { get; private set; }
    public InspectionStatus? Inspection { get; private set; }
    public DateTimeOffset? InspectionSince { get; private set; }

    public int ClearanceVersion { get; private set; }
    public ClearanceStatus? Clearance { get; private set; }
    public DateTimeOffset? HeldSince { get; private set; }
    public DateTimeOffset? GrantedAt { get; private set; }
    public DateTimeOffset? RefusedAt { get; private set; }
    public DateTimeOffset? DepartedAt { get; private set; }

    /// <summary>Where it stands, of all the above. Kept as a column, for its index.</summary>
    public Stage Stage { get; private set; }

    /// <summary>When the latest thing happened to it that counts for a day's totals. Kept as a column, for its index.</summary>
    public DateTimeOffset LastAt { get; private set; }

    public Milestones Milestones => new(ArrivedAt, GrantedAt, DepartedAt, RefusedAt);

    /// <summary>Takes the event's state unless a later one is known. The same one again mends what was spoilt: a replay.</summary>
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
        LastAt = Milestones.Latest ?? LastAt;
    }

    /// <summary>What the public may see of it; null when it does not stand in the port, or its arrival is not known yet.</summary>
    public BoardVehicle? Show() =>
        !Stage.IsOnSite() || ArrivedAt is not { } arrivedAt
            ? null
            : new BoardVehicle
            {
                MovementId = Id,
                QueueNumber = QueueNumber ?? "",
                Lane = Lane ?? "",
                Plate = Contracts.Plate.Mask(Plate, Vin!),
                Category = Category,
                Stage = Stage,
                Since = Since ?? arrivedAt,
                ArrivedAt = arrivedAt,
                Rank = Rank,
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
        Lane = e.Entry.Lane;
        QueueNumber = e.Entry.QueueNumber;
        Rank = e.Entry.QueueRank;
        ArrivedAt = e.Entry.ArrivedAt;
    }

    private void Apply(InspectionEvent e)
    {
        InspectionVersion = e.Header.Version;
        Inspection = e.Inspection.Status;
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

/// <summary>What a movement adds to the totals of days.</summary>
internal readonly record struct Milestones(
    DateTimeOffset? Arrived,
    DateTimeOffset? Cleared,
    DateTimeOffset? Departed,
    DateTimeOffset? Refused
)
{
    public DateTimeOffset? Latest => Departed ?? Refused ?? Cleared ?? Arrived;
}
