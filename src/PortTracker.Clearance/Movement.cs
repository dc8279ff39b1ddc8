namespace PortTracker.Clearance;

/// <summary>A vehicle's passage, as far as the officer's decision and the exit gate go.</summary>
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

    /// <summary>The list in which an officer finds it; null for none. Kept as a column, for its index.</summary>
    public ClearanceQueue? Queue { get; private set; }

    /// <summary>Highest version seen of the entry service's events.</summary>
    public int EntryVersion { get; private set; }

    /// <summary>Highest version seen of the inspection service's events.</summary>
    public int InspectionVersion { get; private set; }

    public InspectionStatus? Inspection { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public bool IsObjected { get; private set; }

    /// <summary>How often the inspection service has assigned a channel.</summary>
    public int Assignments { get; private set; }

    /// <summary>The assignment upon which clearance was granted; a later one takes it away, in whatever order it is heard.</summary>
    public int GrantedOn { get; private set; }

    public bool IsHeld => HeldSince is not null;
    public bool IsOnSite => Status is ClearanceStatus.Pending or ClearanceStatus.Granted;

    public string StateName =>
        IsHeld ? "Held"
        : Status is not ClearanceStatus.Pending ? Status.ToString()
        : Queue is ClearanceQueue.Ready ? "Ready"
        : Queue is ClearanceQueue.Objected ? "Objected"
        : Inspection?.ToString() ?? "Arrived";

    /// <summary>Lets go of which vehicle it was, and under which papers it came.</summary>
    public void Forget() => (Vin, DeclarationNumber, CarrierPlate) = (Contracts.Vin.Anonymise(Vin!), null, null);

    /// <summary>Takes note of an arrival or of what the gate changed since.</summary>
    public void Follow(EntryEvent e)
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
        Happened(e.Entry.ArrivedAt);
    }

    /// <summary>
    /// Takes note of what the inspection service did. A vehicle that was cleared and is routed anew before it left
    /// loses its clearance.
    /// </summary>
    public ClearanceWithdrawn? Follow(InspectionEvent e, Act act)
    {
        if (e.Header.Version <= InspectionVersion)
        {
            return null;
        }

        InspectionVersion = e.Header.Version;
        Inspection = e.Inspection.Status;
        ReleasedAt = e.Inspection.ReleasedAt;
        IsObjected = e.Inspection.IsObjected;
        Assignments = e.Inspection.Assignments;
        Happened(ReleasedAt ?? e.Inspection.StartedAt ?? e.Inspection.AssignedAt);
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
            Reason = $"Sent to {e.Inspection.Channel} after clearance: {e.Inspection.Ground}",
        };
    }

    public string? WhyNotGrantable() =>
        this switch
        {
            { Status: not ClearanceStatus.Pending } => $"It is {Status} already.",
            { IsHeld: true } => $"It is on hold ({HoldReason}): resume it first.",
            { Inspection: not InspectionStatus.Released } =>
                $"Inspection has not released it yet; it is {StateName}: wait for that, or hold it back.",
            { IsObjected: true } =>
                "Its inspection found something major or critical: refuse it, hold it, or have a supervisor send it to inspection again.",
            _ => null,
        };

    public ClearanceGranted Grant(Act act)
    {
        Status = ClearanceStatus.Granted;
        GrantedAt = act.OccurredAt;
        GrantedOn = Assignments;
        return new ClearanceGranted { Header = Next(act), Clearance = State() };
    }

    public string? WhyNotHoldable() =>
        !IsOnSite ? $"It is {Status}: what has gone cannot be held."
        : IsHeld ? $"It is on hold already ({HoldReason})."
        : null;

    public MovementHeld Hold(string reason, Act act)
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

    public string? WhyNotResumable() => IsHeld ? null : $"It is not on hold; it is {StateName}.";

    public MovementResumed Resume(Act act)
    {
        EndHold(act);
        return new MovementResumed { Header = Next(act), Clearance = State() };
    }

    public string? WhyNotRefusable() =>
        Status is ClearanceStatus.Pending
            ? null
            : $"It is {Status}: only a vehicle that waits for a decision can be refused.";

    public ClearanceRefused Refuse(string reason, Act act)
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

    public string? WhyNotDepartable() =>
        this switch
        {
            { IsHeld: true } => $"It is on hold ({HoldReason}): it may not leave before that is resumed.",
            { Status: not ClearanceStatus.Granted } => $"Only a cleared vehicle may leave; this one is {StateName}.",
            _ => null,
        };

    public VehicleDeparted Depart(Act act)
    {
        Status = ClearanceStatus.Departed;
        DepartedAt = act.OccurredAt;
        return new VehicleDeparted { Header = Next(act), Clearance = State() };
    }

    public DepartureCorrected CorrectDeparture(DateTimeOffset departedAt, string reason, Act act)
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

    private void EndHold(Act act)
    {
        HeldMilliseconds += (long)(act.OccurredAt - HeldSince!.Value).TotalMilliseconds;
        HeldSince = null;
        HoldReason = null;
    }

    private EventHeader Next(Act act)
    {
        Happened(act.OccurredAt);
        return act.Header(Port, Id, ++Version);
    }

    private void Happened(DateTimeOffset? at)
    {
        Latest = at > Latest ? at.Value : Latest;
        Queue = this switch
        {
            { IsOnSite: false } => null,
            { IsHeld: true } => ClearanceQueue.Held,
            { Status: ClearanceStatus.Granted } => ClearanceQueue.Cleared,
            { Inspection: not InspectionStatus.Released } => null,
            { IsObjected: true } => ClearanceQueue.Objected,
            // A vehicle of which only the inspection has been heard cannot be shown to anyone yet.
            { EntryVersion: 0 } => null,
            _ => ClearanceQueue.Ready,
        };
    }
}
