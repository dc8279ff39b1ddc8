using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;
using PortTracker.Verification;

namespace PortTracker.Tests.Simulation;

public sealed class TrafficSimulatorTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task Simulated_arrivals_name_the_planned_firm_among_several_announcements()
    {
        var client = AutomationClient.Create(port.Anonymous(), await port.Users.OfAsync("everyone", [.. Roles.Staff]));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var plan = TrafficPlan.Generate(vehicles: 60, seed: 1, new DateOnly(2026, 5, 12), days: 1, zone);
        var announced = plan.Where(planned => planned.PreRegistered).ToList();
        var others = await client.Entry.PreRegisterAsync(
            FirmSteps.Announcement([.. announced.Select(planned => planned.Vehicle.With(FirmSteps.Other))])
        );

        var result = await TrafficSimulator.RunAsync(client, PortHost.Port, plan, new ArrivalPacing.AtRate());

        result.Outcome.Ended.ShouldBe(plan.Count);
        result.Outcome.EndedElsewhere.ShouldBe(0);
        result.Outcome.PreRegistered.ShouldBe(announced.Count);
        var evidence = await EvidenceReader.ReadAsync(client);
        ConsistencyVerifier.Verify(evidence).Checks.Where(check => !check.Holds).ShouldBeEmpty();
        var ids = others.Movements.Select(movement => movement.MovementId).ToHashSet();
        evidence
            .Ledgers[ServiceNames.Board]
            .Where(entry => ids.Contains(entry.MovementId))
            .ShouldAllBe(entry => entry.Stage == Stage.PreRegistered);
    }
}
