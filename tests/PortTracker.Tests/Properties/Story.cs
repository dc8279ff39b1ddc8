using Microsoft.Extensions.Options;
using PortTracker.Inspection;
using Entry = PortTracker.VehicleEntry;

namespace PortTracker.Tests.Properties;

/// <summary>What happened at a port, made up from a seed with the services' own rules: every event that they would have recorded.</summary>
internal sealed class Story
{
    private static readonly DateTimeOffset Begin = new(2026, 5, 12, 13, 0, 0, TimeSpan.Zero);
    private readonly Random chance;
    private DateTimeOffset now = Begin;

    private Story(int seed) => chance = new Random(seed);

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

    /// <summary>The movements as the entry service has them before it hears of any exit.</summary>
    public List<Entry.Movement> Movements { get; } = [];

    public static Story Tell(int seed, int vehicles)
    {
        var story = new Story(seed);
        for (var i = 0; i < vehicles; i++)
        {
            story.Passage(i);
        }

        return story;
    }

    private Act Act(string actor = "someone")
    {
        now = now.AddMinutes(chance.Next(1, 90));
        return new Act(Caller.Named(actor), now, now, CorrelationId: null);
    }

    private bool Maybe(double share) => chance.NextDouble() < share;

    private void Happened(PortEvent? e)
    {
        if (e is not null)
        {
            Events.Add(e);
        }
    }

    private void Passage(int i)
    {
        now = Begin.AddMinutes(i * 37);
        var vehicle = (Maybe(0.5) ? SomeVehicle.Red() : SomeVehicle.Green()).Normalised();
        Entry.Movement entry;
        if (Maybe(0.5))
        {
            (entry, var announced) = Entry.Movement.PreRegister(Port, vehicle, new DateOnly(2026, 5, 12), Act());
            Happened(announced);
        }
        else
        {
            entry = Entry.Movement.Unannounced(Port, vehicle, Act());
        }

        Movements.Add(entry);
        if (entry.Status is EntryStatus.PreRegistered && entry.Version > 0 && Maybe(0.2))
        {
            Happened(Maybe(0.5) ? entry.DidNotCome("did not come", Act()) : entry.Cancel("sold", Act()));
            return;
        }

        var arrived = entry.Arrive(plate: null, new Entry.QueueTicket("C1", $"C1-{i:0000}", i * 100), Act());
        Happened(arrived);
        if (Maybe(0.3))
        {
            Happened(entry.MoveTo("C1", (i * 100) - 1005, "urgent", Act()));
        }

        var inspection = new Inspection.Movement(arrived.Header);
        var clearance = new Clearance.Movement(arrived.Header);
        clearance.Follow(arrived);
        Inspected(inspection.Follow(arrived, Rules, Act()));
        for (var step = chance.Next(12); step > 0; step--)
        {
            Step();
        }

        void Inspected(InspectionEvent? e)
        {
            Happened(e);
            if (e is not null)
            {
                Happened(clearance.Follow(e, Act()));
            }
        }

        void Step()
        {
            var left = clearance.Status is ClearanceStatus.Departed or ClearanceStatus.Refused;
            switch (chance.Next(8))
            {
                case 0 when inspection.Status is InspectionStatus.AwaitingInspection:
                    Inspected(inspection.StartInspection(Act()));
                    break;
                case 1 when inspection.Status is InspectionStatus.UnderInspection:
                    Finding[] findings = Maybe(0.3) ? [new Finding { Code = "X", Severity = Severity.Major }] : [];
                    Inspected(inspection.CompleteInspection(findings, Act()));
                    break;
                case 2 when !left && inspection.Status is not InspectionStatus.UnderInspection:
                    Inspected(inspection.ReRouteTo((Channel)chance.Next(3), "tip-off", Act()));
                    break;
                case 3 when inspection.Status is InspectionStatus.DocumentaryControl:
                    Inspected(inspection.ApproveDocuments(Act()));
                    break;
                case 4 when clearance.WhyNotGrantable() is null:
                    Happened(clearance.Grant(Act()));
                    break;
                case 5 when clearance.WhyNotHoldable() is null && Maybe(0.3):
                    Happened(clearance.Hold("papers", Act()));
                    break;
                case 5 when clearance.WhyNotResumable() is null:
                    Happened(clearance.Resume(Act()));
                    break;
                case 6 when clearance.WhyNotDepartable() is null:
                    Happened(clearance.Depart(Act()));
                    break;
                case 6 when clearance.WhyNotRefusable() is null && Maybe(0.2):
                    Happened(clearance.Refuse("forged", Act()));
                    break;
                case 7 when clearance.Status is ClearanceStatus.Departed:
                    Happened(clearance.CorrectDeparture(now.AddHours(-chance.Next(30)), "typed wrongly", Act()));
                    break;
            }
        }
    }
}
