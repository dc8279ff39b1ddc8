using System.Security.Cryptography;

namespace PortTracker.VehicleEntry;

/// <summary>A vehicle's passage, as far as announcement, gate and queue go.</summary>
internal sealed class Movement
{
    private Movement() { }

    public Guid Id { get; private set; }
    public string Port { get; private set; } = "";
    public string Vin { get; private set; } = "";

    /// <summary>USCC of the firm that brings it: of the vehicle's papers, which never change it. Kept as a column, for its indexes.</summary>
    public string Operator { get; private set; } = "";

    public int Version { get; private set; }
    public EntryStatus Status { get; private set; }

    /// <summary>
    /// Announced or in the port. A firm has one such movement of a vehicle, and a vehicle stands in the port once; but several firms
    /// may have announced the same one, because a refusal would tell each what another has announced. When it comes with one of
    /// them, the announcements of the others stay as they are until they are cancelled or recorded as no-shows.
    /// </summary>
    public bool IsOpen { get; private set; }

    public Vehicle Vehicle { get; private set; } = null!;
    public DateOnly? ExpectedOn { get; private set; }
    public DateTimeOffset? PreRegisteredAt { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? Lane { get; private set; }
    public string? QueueNumber { get; private set; }
    public long QueueRank { get; private set; }
    public int? Lot { get; private set; }

    /// <summary>Highest version seen of the clearance service's events.</summary>
    public int ClearanceVersion { get; private set; }

    public bool IsOnSite => IsOpen && Status is EntryStatus.Arrived;

    public static (Movement, VehiclePreRegistered) PreRegister(Port port, Vehicle vehicle, DateOnly expectedOn, Act act)
    {
        var movement = Begin(port, vehicle, act);
        movement.Status = EntryStatus.PreRegistered;
        movement.ExpectedOn = expectedOn;
        movement.PreRegisteredAt = act.OccurredAt;
        return (movement, new VehiclePreRegistered { Header = movement.Next(act), Entry = movement.State() });
    }

    /// <summary>A vehicle that nobody announced.</summary>
    public static Movement Unannounced(Port port, Vehicle vehicle, Act act) => Begin(port, vehicle, act);

    public VehicleArrived Arrive(string? plate, QueueTicket ticket, Act act)
    {
        Status = EntryStatus.Arrived;
        ArrivedAt = act.OccurredAt;
        Lane = ticket.Lane;
        QueueNumber = ticket.Number;
        QueueRank = ticket.Rank;
        Lot = RandomNumberGenerator.GetInt32(1_000_000);
        if (plate is not null)
        {
            Vehicle = Vehicle with { Plate = plate };
        }

        return new VehicleArrived { Header = Next(act), Entry = State() };
    }

    public NoShowRecorded DidNotCome(string reason, Act act)
    {
        Close(EntryStatus.NoShow, act);
        return new NoShowRecorded
        {
            Header = Next(act),
            Entry = State(),
            Reason = reason,
        };
    }

    public MovementCancelled Cancel(string reason, Act act)
    {
        Close(EntryStatus.Cancelled, act);
        return new MovementCancelled
        {
            Header = Next(act),
            Entry = State(),
            Reason = reason,
        };
    }

    public QueuePositionChanged MoveTo(string lane, long rank, string reason, Act act)
    {
        Lane = lane;
        QueueRank = rank;
        return new QueuePositionChanged
        {
            Header = Next(act),
            Entry = State(),
            Reason = reason,
        };
    }

    /// <summary>Takes note of what the clearance service did; a vehicle that left may come again.</summary>
    public void Follow(ClearanceEvent e)
    {
        if (e.Header.Version <= ClearanceVersion)
        {
            return;
        }

        ClearanceVersion = e.Header.Version;
        IsOpen = e.Clearance.Status is not (ClearanceStatus.Departed or ClearanceStatus.Refused);
    }

    /// <summary>Keeps what the firm's totals need, and lets go of which vehicle it was.</summary>
    public void Forget()
    {
        Vehicle = Vehicle.Anonymised();
        Vin = Vehicle.Vin;
    }

    public EntryState State() =>
        new()
        {
            Status = Status,
            Vehicle = Vehicle,
            ExpectedOn = ExpectedOn,
            PreRegisteredAt = PreRegisteredAt,
            ArrivedAt = ArrivedAt,
            ClosedAt = ClosedAt,
            Lane = Lane,
            QueueNumber = QueueNumber,
            QueueRank = QueueRank,
            Lot = Lot,
        };

    public StateConflict Conflict(string reason) =>
        new()
        {
            MovementId = Id,
            Vin = Vin,
            State = IsOpen ? Status.ToString() : $"{Status}, closed",
            Version = Version,
            Reason = reason,
        };

    public Acted Acted() =>
        new()
        {
            MovementId = Id,
            Version = Version,
            State = Status.ToString(),
        };

    public static IQueryable<LedgerEntry> Ledger(EntryDb db) =>
        db.Movements.Select(m => new LedgerEntry
        {
            MovementId = m.Id,
            Port = m.Port,
            Vin = m.Vin,
            EntryVersion = m.Version,
            ClearanceVersion = m.ClearanceVersion,
            Stage =
                m.Status == EntryStatus.PreRegistered ? Stage.PreRegistered
                : m.Status == EntryStatus.NoShow ? Stage.NoShow
                : m.Status == EntryStatus.Cancelled ? Stage.Cancelled
                : null,
        });

    private static Movement Begin(Port port, Vehicle vehicle, Act act) =>
        new()
        {
            Id = Guid.CreateVersion7(act.RecordedAt),
            Port = port.Code,
            Vin = vehicle.Vin,
            Operator = vehicle.Operator,
            Vehicle = vehicle,
            IsOpen = true,
        };

    private void Close(EntryStatus status, Act act)
    {
        Status = status;
        ClosedAt = act.OccurredAt;
        IsOpen = false;
    }

    private EventHeader Next(Act act) => act.Header(Port, Id, ++Version);
}
