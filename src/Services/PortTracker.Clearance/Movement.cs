using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.Clearance;

/// <summary>A vehicle's passage: the officer's decision and the exit gate.</summary>
internal sealed class Movement : IMovement
{
    private Movement() { }

    public Movement(EventHeader header) => (Id, Port) = (header.MovementId, header.Port);

    public Guid Id { get; private set; }
    public string Port { get; private set; } = "";
    public string? Vin { get; private set; }
    public string? QueueNumber { get; private set; }
    public long QueueRank { get; private set; }
    public string? DeclarationNumber { get; private set; }
    public string? CarrierPlate { get; private set; }
    public int Version { get; private set; }
    public ClearanceStatus Status { get; private set; }
    public DateTimeOffset? HeldSince { get; private set; }
    public string? HoldReason { get; private set; }
    public int Holds { get; private set; }
    public long HeldMilliseconds { get; private set; }
    public DateTimeOffset? GrantedAt { get; private set; }
    public DateTimeOffset? RefusedAt { get; private set; }
    public DateTimeOffset? DepartedAt { get; private set; }
    public DateTimeOffset Latest { get; private set; }

    /// <summary>The officer's list that holds it; null for none. A column for the sake of its index.</summary>
    public ClearanceQueue? Queue { get; private set; }

    /// <summary>Highest version seen of the entry service's events.</summary>
    public int EntryVersion { get; private set; }

    /// <summary>Highest version seen of the inspection service's events.</summary>
    public int InspectionVersion { get; private set; }

    public InspectionStatus? Inspection { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public bool HasBlockingFinding { get; private set; }

    /// <summary>How often the inspection service has assigned a channel.</summary>
    public int Assignments { get; private set; }

    /// <summary>The channel assignment on which clearance was granted. A later one withdraws it, in whatever order the events arrive.</summary>
    public int GrantedOn { get; private set; }

    public bool IsHeld => HeldSince is not null;
    public bool IsOnSite => Status is ClearanceStatus.Pending or ClearanceStatus.Granted;

    public string StateName =>
        IsHeld ? "Held"
        : Status is not ClearanceStatus.Pending ? Status.ToString()
        : Queue is ClearanceQueue.Ready ? "Ready"
        : Queue is ClearanceQueue.BlockingFinding ? "BlockingFinding"
        : Inspection?.ToString() ?? "Arrived";

    /// <summary>Removes what identifies the vehicle and its papers.</summary>
    public void Anonymise() =>
        (Vin, DeclarationNumber, CarrierPlate) = (Contracts.Vehicles.Vin.Anonymise(Vin!), null, null);

    /// <summary>Applies an arrival or a later change at the gate.</summary>
    public void Apply(EntryEvent e)
    {
        if (e.Header.Version <= EntryVersion)
        {
            return;
        }

        EntryVersion = e.Header.Version;
        Vin = e.Entry.Vehicle.Vin;
        QueueNumber = e.Entry.QueueNumber;
        QueueRank = e.Entry.QueueRank;
        DeclarationNumber = e.Entry.Vehicle.DeclarationNumber;
        CarrierPlate = e.Entry.Vehicle.CarrierPlate;
        Advance(e.Entry.ArrivedAt);
    }

    /// <summary>
    /// Applies what the inspection service did. A cleared vehicle that is re-routed before it leaves loses its clearance.
    /// </summary>
    public ClearanceWithdrawn? Apply(InspectionEvent e, ActionContext act)
    {
        if (e.Header.Version <= InspectionVersion)
        {
            return null;
        }

        InspectionVersion = e.Header.Version;
        Inspection = e.Inspection.Status;
        ReleasedAt = e.Inspection.ReleasedAt;
        HasBlockingFinding = e.Inspection.HasBlockingFinding;
        Assignments = e.Inspection.Assignments;
        Advance(ReleasedAt ?? e.Inspection.StartedAt ?? e.Inspection.AssignedAt);
        if (Status is not ClearanceStatus.Granted || Assignments <= GrantedOn)
        {
            return null;
        }

        Status = ClearanceStatus.Pending;
        GrantedAt = null;
        return new ClearanceWithdrawn
        {
            Header = Next(act),
            Clearance = State(),
            Reason = $"Sent to {e.Inspection.Channel} after clearance: {e.Inspection.SelectionReason}",
        };
    }

    public string? CannotGrantReason() =>
        this switch
        {
            { Status: not ClearanceStatus.Pending } => $"It is already {Status}.",
            { IsHeld: true } => $"It is on hold ({HoldReason}). Resume it first.",
            { Inspection: not InspectionStatus.Released } =>
                $"Inspection has not released it yet. It is {StateName}. Wait for the release, or hold it back.",
            { HasBlockingFinding: true } =>
                "Its inspection has a major or critical finding. Refuse it, hold it, or ask a supervisor to send it to inspection again.",
            _ => null,
        };

    public ClearanceGranted Grant(ActionContext act)
    {
        Status = ClearanceStatus.Granted;
        GrantedAt = act.OccurredAt;
        GrantedOn = Assignments;
        return new ClearanceGranted { Header = Next(act), Clearance = State() };
    }

    public string? CannotHoldReason() =>
        !IsOnSite ? $"It is {Status}. Only a vehicle in the port can be held."
        : IsHeld ? $"It is already on hold ({HoldReason})."
        : null;

    public MovementHeld Hold(string reason, ActionContext act)
    {
        HeldSince = act.OccurredAt;
        HoldReason = reason;
        Holds++;
        return new MovementHeld
        {
            Header = Next(act),
            Clearance = State(),
            Reason = reason,
        };
    }

    public string? CannotResumeReason() => IsHeld ? null : $"It is not on hold. It is {StateName}.";

    public MovementResumed Resume(ActionContext act)
    {
        EndHold(act);
        return new MovementResumed { Header = Next(act), Clearance = State() };
    }

    public string? CannotRefuseReason() =>
        Status is ClearanceStatus.Pending
            ? null
            : $"It is {Status}. Only a vehicle that awaits a decision can be refused.";

    public ClearanceRefused Refuse(string reason, ActionContext act)
    {
        if (IsHeld)
        {
            EndHold(act);
        }

        Status = ClearanceStatus.Refused;
        RefusedAt = act.OccurredAt;
        return new ClearanceRefused
        {
            Header = Next(act),
            Clearance = State(),
            Reason = reason,
        };
    }

    public string? CannotDepartReason() =>
        this switch
        {
            { IsHeld: true } => $"It is on hold ({HoldReason}). Resume it before it leaves.",
            { Status: not ClearanceStatus.Granted } => $"Only a cleared vehicle may leave. This one is {StateName}.",
            _ => null,
        };

    public VehicleDeparted Depart(ActionContext act)
    {
        Status = ClearanceStatus.Departed;
        DepartedAt = act.OccurredAt;
        return new VehicleDeparted { Header = Next(act), Clearance = State() };
    }

    public DepartureCorrected CorrectDeparture(DateTimeOffset departedAt, string reason, ActionContext act)
    {
        DepartedAt = departedAt;
        return new DepartureCorrected
        {
            Header = Next(act),
            Clearance = State(),
            Reason = reason,
        };
    }

    public ClearanceState State() =>
        new()
        {
            Status = Status,
            HeldSince = HeldSince,
            HoldReason = HoldReason,
            Holds = Holds,
            HeldMilliseconds = HeldMilliseconds,
            GrantedAt = GrantedAt,
            RefusedAt = RefusedAt,
            DepartedAt = DepartedAt,
        };

    public static IQueryable<LedgerEntry> Ledger(ClearanceDb db) =>
        db.Movements.Select(m => new LedgerEntry
        {
            MovementId = m.Id,
            Port = m.Port,
            Vin = m.Vin,
            EntryVersion = m.EntryVersion,
            InspectionVersion = m.InspectionVersion,
            ClearanceVersion = m.Version,
        });

    private void EndHold(ActionContext act)
    {
        HeldMilliseconds += (long)(act.OccurredAt - HeldSince!.Value).TotalMilliseconds;
        HeldSince = null;
        HoldReason = null;
    }

    private EventHeader Next(ActionContext act)
    {
        Advance(act.OccurredAt);
        return act.Header(Port, Id, ++Version);
    }

    private void Advance(DateTimeOffset? at)
    {
        Latest = at > Latest ? at.Value : Latest;
        Queue = this switch
        {
            { IsOnSite: false } => null,
            { IsHeld: true } => ClearanceQueue.Held,
            { Status: ClearanceStatus.Granted } => ClearanceQueue.Cleared,
            { Inspection: not InspectionStatus.Released } => null,
            { HasBlockingFinding: true } => ClearanceQueue.BlockingFinding,
            // Nothing can be shown of a vehicle before the entry service's event arrives.
            { EntryVersion: 0 } => null,
            _ => ClearanceQueue.Ready,
        };
    }
}
