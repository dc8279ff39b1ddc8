using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.Inspection;

/// <summary>A vehicle's passage: channel and inspection.</summary>
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

    /// <summary>Its status; null until the arrival is known.</summary>
    public InspectionStatus? Status { get; private set; }

    public Channel Channel { get; private set; }
    public ChannelSource SelectedBy { get; private set; }
    public int Assignments { get; private set; }
    public string SelectionReason { get; private set; } = "";
    public DateTimeOffset AssignedAt { get; private set; }
    public DateTimeOffset? DocumentsApprovedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public int Inspections { get; private set; }
    public int Findings { get; private set; }
    public IReadOnlyList<Finding> LatestFindings { get; private set; } = [];
    public bool HasBlockingFinding { get; private set; }

    /// <summary>Highest version seen of the entry service's events.</summary>
    public int EntryVersion { get; private set; }

    /// <summary>Highest version seen of the clearance service's events.</summary>
    public int ClearanceVersion { get; private set; }

    public ClearanceStatus Clearance { get; private set; }

    public bool HasLeft => Clearance is ClearanceStatus.Departed or ClearanceStatus.Refused;

    public string StateName => HasLeft ? Clearance.ToString() : Status?.ToString() ?? "NotArrived";

    public DateTimeOffset Latest => ReleasedAt ?? StartedAt ?? AssignedAt;

    /// <summary>Removes what identifies the vehicle, and what inspectors and supervisors wrote.</summary>
    public void Anonymise()
    {
        Vin = Contracts.Vehicles.Vin.Anonymise(Vin!);
        LatestFindings = [.. LatestFindings.Select(finding => finding with { Note = null })];
        // A supervisor wrote this reason. A rule's name stays.
        SelectionReason = SelectedBy is ChannelSource.Supervisor ? "" : SelectionReason;
    }

    /// <summary>Applies an arrival or a later change at the gate. The first assigns the channel.</summary>
    public ChannelAssigned? Apply(EntryEvent e, ChannelRules rules, ActionContext act)
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

        var selection = rules.Select(e.Entry.Vehicle, e.Entry.SelectionNumber ?? 0);
        act = act.At(e.Entry.ArrivedAt);
        Assign(selection.Channel, selection.By, selection.Reason, act);
        return new ChannelAssigned { Header = Next(act), Inspection = State() };
    }

    /// <summary>Applies what the clearance service did.</summary>
    public void Apply(ClearanceEvent e)
    {
        if (e.Header.Version > ClearanceVersion)
        {
            ClearanceVersion = e.Header.Version;
            Clearance = e.Clearance.Status;
        }
    }

    /// <summary>Why the documents cannot be approved; null if they can.</summary>
    public string? CannotApproveReason() =>
        this is { HasLeft: false, Status: InspectionStatus.DocumentaryControl }
            ? null
            : $"Only documents under documentary control can be approved. This movement is {StateName}.";

    public DocumentsApproved ApproveDocuments(ActionContext act)
    {
        DocumentsApprovedAt = act.OccurredAt;
        Release(act);
        return new DocumentsApproved { Header = Next(act), Inspection = State() };
    }

    /// <summary>Why inspection cannot start; null if it can.</summary>
    public string? CannotStartReason() =>
        this is { HasLeft: false, Status: InspectionStatus.AwaitingInspection }
            ? null
            : $"Only a vehicle that awaits inspection can be inspected. This one is {StateName}.";

    public InspectionStarted StartInspection(ActionContext act)
    {
        Status = InspectionStatus.UnderInspection;
        StartedAt = act.OccurredAt;
        return new InspectionStarted { Header = Next(act), Inspection = State() };
    }

    /// <summary>Why inspection cannot be completed; null if it can.</summary>
    public string? CannotCompleteReason() =>
        this is { HasLeft: false, Status: InspectionStatus.UnderInspection }
            ? null
            : $"Only an inspection that has started can be completed. This vehicle is {StateName}.";

    public InspectionCompleted CompleteInspection(IReadOnlyList<Finding> findings, ActionContext act)
    {
        CompletedAt = act.OccurredAt;
        Inspections++;
        Findings += findings.Count;
        LatestFindings = findings;
        HasBlockingFinding = findings.Any(finding => finding.Severity >= Severity.Major);
        Release(act);
        return new InspectionCompleted { Header = Next(act), Inspection = State() };
    }

    /// <summary>Why the movement cannot be re-routed; null if it can.</summary>
    public string? CannotReRouteReason() =>
        this switch
        {
            { Status: null } => "It has not arrived. Re-route it after its arrival.",
            { Status: InspectionStatus.UnderInspection } => "It is being inspected. Complete the inspection first.",
            { Clearance: ClearanceStatus.Departed } => "It has left the port. Only its departure can be corrected.",
            { Clearance: ClearanceStatus.Refused } => "Its clearance was refused. It cannot be re-routed.",
            _ => null,
        };

    public MovementReRouted ReRouteTo(Channel channel, string reason, ActionContext act)
    {
        var from = Channel;
        DocumentsApprovedAt = null;
        StartedAt = null;
        CompletedAt = null;
        ReleasedAt = null;
        Assign(channel, ChannelSource.Supervisor, reason, act);
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
            SelectionReason = SelectionReason,
            Status = Status ?? throw new InvalidOperationException("The vehicle has not arrived."),
            AssignedAt = AssignedAt,
            DocumentsApprovedAt = DocumentsApprovedAt,
            StartedAt = StartedAt,
            CompletedAt = CompletedAt,
            ReleasedAt = ReleasedAt,
            Inspections = Inspections,
            Findings = Findings,
            LatestFindings = LatestFindings,
            HasBlockingFinding = HasBlockingFinding,
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

    private void Assign(Channel channel, ChannelSource by, string reason, ActionContext act)
    {
        Channel = channel;
        Assignments++;
        SelectedBy = by;
        SelectionReason = reason;
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
                throw new ArgumentOutOfRangeException(nameof(channel), channel, "Unknown channel.");
        }
    }

    private void Release(ActionContext act)
    {
        Status = InspectionStatus.Released;
        ReleasedAt = act.OccurredAt;
    }

    private EventHeader Next(ActionContext act) => act.Header(Port, Id, ++Version);
}
