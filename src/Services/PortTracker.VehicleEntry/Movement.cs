using System.Security.Cryptography;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.VehicleEntry;

/// <summary>A vehicle's passage: announcement, gate and queue.</summary>
internal sealed class Movement : IMovement
{
    private Movement() { }

    public Guid Id { get; private set; }
    public string Port { get; private set; } = "";
    public string Vin { get; private set; } = "";

    /// <summary>USCC of the firm that brings it, from the vehicle's papers. It never changes; the column is there for its indexes.</summary>
    public string Operator { get; private set; } = "";

    public int Version { get; private set; }
    public EntryStatus Status { get; private set; }

    /// <summary>
    /// Announced or in the port. A firm has at most one such movement of a vehicle, and a vehicle is in the port at most once. Several
    /// firms may announce the same vehicle, because a refusal would reveal what another firm announced. When the vehicle arrives with
    /// one of them, the other announcements stay open until they are cancelled or recorded as no-shows.
    /// </summary>
    public bool IsOpen { get; private set; }

    public Vehicle Vehicle { get; private set; } = null!;
    public DateOnly? ExpectedOn { get; private set; }
    public DateTimeOffset? PreRegisteredAt { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When it left the port, or was refused, as the clearance service says.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    public string? Lane { get; private set; }
    public string? QueueNumber { get; private set; }
    public long QueueRank { get; private set; }
    public int? SelectionNumber { get; private set; }

    /// <summary>Highest version seen of the clearance service's events.</summary>
    public int ClearanceVersion { get; private set; }

    public bool IsOnSite => IsOpen && Status is EntryStatus.Arrived;

    /// <summary>Whether it was in the port at that time, and has left since.</summary>
    public bool WasOnSite(DateTimeOffset at) => ArrivedAt - Limits.ClockSkew <= at && at < LeftAt;

    public string StateName => Status is EntryStatus.Arrived && !IsOpen ? "Left" : Status.ToString();

    public DateTimeOffset Latest => ClosedAt ?? ArrivedAt ?? PreRegisteredAt ?? default;

    public static (Movement, VehiclePreRegistered) PreRegister(
        Port port,
        Vehicle vehicle,
        DateOnly expectedOn,
        ActionContext act
    )
    {
        var movement = Begin(port, vehicle, act);
        movement.Status = EntryStatus.PreRegistered;
        movement.ExpectedOn = expectedOn;
        movement.PreRegisteredAt = act.OccurredAt;
        return (movement, new VehiclePreRegistered { Header = movement.Next(act), Entry = movement.State() });
    }

    /// <summary>A vehicle that arrives without an announcement.</summary>
    public static Movement Unannounced(Port port, Vehicle vehicle, ActionContext act) => Begin(port, vehicle, act);

    public VehicleArrived Arrive(string? plate, QueueTicket ticket, ActionContext act)
    {
        Status = EntryStatus.Arrived;
        ArrivedAt = act.OccurredAt;
        Lane = ticket.Lane;
        QueueNumber = ticket.Number;
        QueueRank = ticket.Rank;
        SelectionNumber = RandomNumberGenerator.GetInt32(1_000_000);
        if (plate is not null)
        {
            Vehicle = Vehicle with { Plate = plate };
        }

        return new VehicleArrived { Header = Next(act), Entry = State() };
    }

    /// <summary>Why the announcement cannot be withdrawn; null if it can.</summary>
    public string? CannotWithdrawReason() =>
        Status is EntryStatus.PreRegistered
            ? null
            : $"{Vin} is {StateName}. Only an announced vehicle that has not arrived can be withdrawn.";

    public NoShowRecorded DidNotArrive(string reason, ActionContext act)
    {
        Close(EntryStatus.NoShow, act);
        return new NoShowRecorded
        {
            Header = Next(act),
            Entry = State(),
            Reason = reason,
        };
    }

    public MovementCancelled Cancel(string reason, ActionContext act)
    {
        Close(EntryStatus.Cancelled, act);
        return new MovementCancelled
        {
            Header = Next(act),
            Entry = State(),
            Reason = reason,
        };
    }

    public QueuePositionChanged MoveTo(string lane, long rank, string reason, ActionContext act)
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

    /// <summary>Applies what the clearance service did. A vehicle that left may arrive again.</summary>
    public void Apply(ClearanceEvent e)
    {
        if (e.Header.Version <= ClearanceVersion)
        {
            return;
        }

        ClearanceVersion = e.Header.Version;
        IsOpen = e.Clearance.Status is not (ClearanceStatus.Departed or ClearanceStatus.Refused);
        LeftAt = e.Clearance.DepartedAt ?? e.Clearance.RefusedAt;
    }

    /// <summary>Removes what identifies the vehicle, and keeps what the firm's totals need.</summary>
    public void Anonymise()
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
            SelectionNumber = SelectionNumber,
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

    private static Movement Begin(Port port, Vehicle vehicle, ActionContext act) =>
        new()
        {
            Id = Guid.CreateVersion7(act.RecordedAt),
            Port = port.Code,
            Vin = vehicle.Vin,
            Operator = vehicle.Operator,
            Vehicle = vehicle,
            IsOpen = true,
        };

    private void Close(EntryStatus status, ActionContext act)
    {
        Status = status;
        ClosedAt = act.OccurredAt;
        IsOpen = false;
    }

    private EventHeader Next(ActionContext act) => act.Header(Port, Id, ++Version);
}
