using Microsoft.Extensions.Options;
using PortTracker.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Inspection;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.VehicleEntry;
using ClearanceMovement = PortTracker.Clearance.Movement;
using EntryMovement = PortTracker.VehicleEntry.Movement;
using InspectionMovement = PortTracker.Inspection.Movement;

namespace PortTracker.Tests.Properties;

/// <summary>A random history of a port: the events that the services' rules would record for a seed.</summary>
internal sealed class EventHistory
{
    private static readonly DateTimeOffset Begin = new(2026, 5, 12, 13, 0, 0, TimeSpan.Zero);
    private readonly Random chance;
    private DateTimeOffset now = Begin;

    private EventHistory(int seed) => chance = new Random(seed);

    public static Port Port { get; } =
        new()
        {
            Code = "KHORGOS",
            Name = "Khorgos Road Port",
            TimeZone = "Asia/Shanghai",
            Lanes = [new Lane { Name = "C1" }],
        };

    public static ChannelRules Rules { get; } =
        new(
            Options.Create(
                new ChannelOptions
                {
                    Rules =
                    [
                        new ChannelRule
                        {
                            Name = "red",
                            Channel = Channel.Red,
                            Brands = ["Red Motors"],
                        },
                    ],
                }
            )
        );

    /// <summary>The events, in the order in which they happened.</summary>
    public List<PortEvent> Events { get; } = [];

    /// <summary>The movements of the entry service before any departure.</summary>
    public List<EntryMovement> Movements { get; } = [];

    public static EventHistory Generate(int seed, int vehicles)
    {
        var history = new EventHistory(seed);
        for (var i = 0; i < vehicles; i++)
        {
            history.AddPassage(i);
        }

        return history;
    }

    private ActionContext NextAction(string actor = "someone")
    {
        now = now.AddMinutes(chance.Next(1, 90));
        return new ActionContext(Caller.Named(actor), now, now, CorrelationId: null);
    }

    private bool Maybe(double share) => chance.NextDouble() < share;

    private void Record(PortEvent? e)
    {
        if (e is not null)
        {
            Events.Add(e);
        }
    }

    private void AddPassage(int i)
    {
        now = Begin.AddMinutes(i * 37);
        var vehicle = (Maybe(0.5) ? SomeVehicle.Red() : SomeVehicle.Green()).Normalised();
        EntryMovement entry;
        if (Maybe(0.5))
        {
            (entry, var announced) = EntryMovement.PreRegister(Port, vehicle, new DateOnly(2026, 5, 12), NextAction());
            Record(announced);
        }
        else
        {
            entry = EntryMovement.Unannounced(Port, vehicle, NextAction());
        }

        Movements.Add(entry);
        if (entry.Status is EntryStatus.PreRegistered && entry.Version > 0 && Maybe(0.2))
        {
            Record(Maybe(0.5) ? entry.DidNotArrive("did not come", NextAction()) : entry.Cancel("sold", NextAction()));
            return;
        }

        var arrived = entry.Arrive(plate: null, new QueueTicket("C1", $"C1-{i:0000}", i * 100), NextAction());
        Record(arrived);
        if (Maybe(0.3))
        {
            Record(entry.MoveTo("C1", (i * 100) - 1005, "urgent", NextAction()));
        }

        var inspection = new InspectionMovement(arrived.Header);
        var clearance = new ClearanceMovement(arrived.Header);
        clearance.Apply(arrived);
        Inspected(inspection.Apply(arrived, Rules, NextAction()));
        for (var step = chance.Next(12); step > 0; step--)
        {
            Step();
        }

        void Inspected(InspectionEvent? e)
        {
            Record(e);
            if (e is not null)
            {
                Record(clearance.Apply(e, NextAction()));
            }
        }

        void Step()
        {
            var left = clearance.Status is ClearanceStatus.Departed or ClearanceStatus.Refused;
            switch (chance.Next(8))
            {
                case 0 when inspection.Status is InspectionStatus.AwaitingInspection:
                    Inspected(inspection.StartInspection(NextAction()));
                    break;
                case 1 when inspection.Status is InspectionStatus.UnderInspection:
                    Finding[] findings = Maybe(0.3) ? [new Finding { Code = "X", Severity = Severity.Major }] : [];
                    Inspected(inspection.CompleteInspection(findings, NextAction()));
                    break;
                case 2 when !left && inspection.Status is not InspectionStatus.UnderInspection:
                    Inspected(inspection.ReRouteTo((Channel)chance.Next(3), "tip-off", NextAction()));
                    break;
                case 3 when inspection.Status is InspectionStatus.DocumentaryControl:
                    Inspected(inspection.ApproveDocuments(NextAction()));
                    break;
                case 4 when clearance.CannotGrantReason() is null:
                    Record(clearance.Grant(NextAction()));
                    break;
                case 5 when clearance.CannotHoldReason() is null && Maybe(0.3):
                    Record(clearance.Hold("papers", NextAction()));
                    break;
                case 5 when clearance.CannotResumeReason() is null:
                    Record(clearance.Resume(NextAction()));
                    break;
                case 6 when clearance.CannotDepartReason() is null:
                    Record(clearance.Depart(NextAction()));
                    break;
                case 6 when clearance.CannotRefuseReason() is null && Maybe(0.2):
                    Record(clearance.Refuse("forged", NextAction()));
                    break;
                case 7 when clearance.Status is ClearanceStatus.Departed:
                    Record(clearance.CorrectDeparture(now.AddHours(-chance.Next(30)), "typed wrongly", NextAction()));
                    break;
            }
        }
    }
}
