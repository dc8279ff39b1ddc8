namespace PortTracker.Inspection;

/// <summary>A vehicle's passage, as far as channel and inspection go.</summary>
internal sealed class Movement : IMovement
{
    private Movement() { }

    public Movement(EventHeader header) => (Id, Port) = (header.MovementId, header.Port);

    public Guid Id { get; private set; }
    public string Port { get; private set; } = "";
    public string? Vin { get; private set; }
    public string? QueueNumber { get; private set; }
    public long QueueRank { get; private set; }
    public int Version { get; private set; }

    /// <summary>How far it is; null while its arrival has not been heard of.</summary>
    public InspectionStatus? Status { get; private set; }

    public Channel Channel { get; private set; }
    public SelectedBy SelectedBy { get; private set; }
    public int Assignments { get; private set; }
    public string Ground { get; private set; } = "";
    public DateTimeOffset AssignedAt { get; private set; }
    public DateTimeOffset? DocumentsApprovedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public int Inspections { get; private set; }
    public int Findings { get; private set; }
    public IReadOnlyList<Finding> LatestFindings { get; private set; } = [];
    public bool IsObjected { get; private set; }

    /// <summary>Highest version seen of the entry service's events.</summary>
    public int EntryVersion { get; private set; }

    /// <summary>Highest version seen of the clearance service's events.</summary>
    public int ClearanceVersion { get; private set; }

    public ClearanceStatus Clearance { get; private set; }

    public bool HasLeft => Clearance is ClearanceStatus.Departed or ClearanceStatus.Refused;

    public string StateName => HasLeft ? Clearance.ToString() : Status?.ToString() ?? "NotArrived";

    public DateTimeOffset Latest => ReleasedAt ?? StartedAt ?? AssignedAt;

    /// <summary>Lets go of which vehicle it was, and of the inspectors' words.</summary>
    public void Forget()
    {
        Vin = Contracts.Vin.Anonymise(Vin!);
        LatestFindings = [.. LatestFindings.Select(finding => finding with { Note = null })];
        // A supervisor's own words; a rule's name stays.
        Ground = SelectedBy is SelectedBy.Supervisor ? "" : Ground;
    }

    /// <summary>Takes note of an arrival or of what the gate changed since; the first assigns the channel.</summary>
    public ChannelAssigned? Follow(EntryEvent e, ChannelRules rules, Act act)
    {
        if (e.Header.Version <= EntryVersion || e.Entry.Status is not EntryStatus.Arrived)
        {
            return null;
        }

        EntryVersion = e.Header.Version;
        Vin = e.Entry.Vehicle.Vin;
        QueueNumber = e.Entry.QueueNumber;
        QueueRank = e.Entry.QueueRank;
        if (Status is not null)
        {
            return null;
        }

        var selection = rules.Select(e.Entry.Vehicle, e.Entry.Lot ?? 0);
        act = act.At(e.Entry.ArrivedAt);
        Assign(selection.Channel, selection.By, selection.Ground, act);
        return new ChannelAssigned { Header = Next(act), Inspection = State() };
    }

    /// <summary>Takes note of what the clearance service did.</summary>
    public void Follow(ClearanceEvent e)
    {
        if (e.Header.Version > ClearanceVersion)
        {
            ClearanceVersion = e.Header.Version;
            Clearance = e.Clearance.Status;
        }
    }

    public DocumentsApproved ApproveDocuments(Act act)
    {
        DocumentsApprovedAt = act.OccurredAt;
        Release(act);
        return new DocumentsApproved { Header = Next(act), Inspection = State() };
    }

    public InspectionStarted StartInspection(Act act)
    {
        Status = InspectionStatus.UnderInspection;
        StartedAt = act.OccurredAt;
        return new InspectionStarted { Header = Next(act), Inspection = State() };
    }

    public InspectionCompleted CompleteInspection(IReadOnlyList<Finding> findings, Act act)
    {
        CompletedAt = act.OccurredAt;
        Inspections++;
        Findings += findings.Count;
        LatestFindings = findings;
        IsObjected = findings.Any(finding => finding.Severity >= Severity.Major);
        Release(act);
        return new InspectionCompleted { Header = Next(act), Inspection = State() };
    }

    public MovementReRouted ReRouteTo(Channel channel, string reason, Act act)
    {
        var from = Channel;
        DocumentsApprovedAt = null;
        StartedAt = null;
        CompletedAt = null;
        ReleasedAt = null;
        Assign(channel, SelectedBy.Supervisor, reason, act);
        return new MovementReRouted
        {
            Header = Next(act),
            Inspection = State(),
            From = from,
            Reason = reason,
        };
    }

    public InspectionState State() =>
        new()
        {
            Channel = Channel,
            SelectedBy = SelectedBy,
            Assignments = Assignments,
            Ground = Ground,
            Status = Status ?? throw new InvalidOperationException("It has not arrived here."),
            AssignedAt = AssignedAt,
            DocumentsApprovedAt = DocumentsApprovedAt,
            StartedAt = StartedAt,
            CompletedAt = CompletedAt,
            ReleasedAt = ReleasedAt,
            Inspections = Inspections,
            Findings = Findings,
            LatestFindings = LatestFindings,
            IsObjected = IsObjected,
        };

    public static IQueryable<LedgerEntry> Ledger(InspectionDb db) =>
        db.Movements.Select(m => new LedgerEntry
        {
            MovementId = m.Id,
            Port = m.Port,
            Vin = m.Vin,
            EntryVersion = m.EntryVersion,
            InspectionVersion = m.Version,
            ClearanceVersion = m.ClearanceVersion,
        });

    private void Assign(Channel channel, SelectedBy by, string ground, Act act)
    {
        Channel = channel;
        Assignments++;
        SelectedBy = by;
        Ground = ground;
        AssignedAt = act.OccurredAt;
        switch (channel)
        {
            case Channel.Green:
                Release(act);
                break;
            case Channel.Yellow:
                Status = InspectionStatus.DocumentaryControl;
                break;
            case Channel.Red:
                Status = InspectionStatus.AwaitingInspection;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(channel), channel, "There is no such channel.");
        }
    }

    private void Release(Act act)
    {
        Status = InspectionStatus.Released;
        ReleasedAt = act.OccurredAt;
    }

    private EventHeader Next(Act act) => act.Header(Port, Id, ++Version);
}
