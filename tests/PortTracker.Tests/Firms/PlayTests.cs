using PortTracker.Client;
using PortTracker.Client.Simulation;

namespace PortTracker.Tests.Firms;

public sealed class PlayTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task Vehicles_that_others_have_announced_too_are_brought_by_the_firm_of_the_plan()
    {
        var client = new PortTrackerClient(port.Anonymous(), await port.Users.OfAsync("everyone", [.. Roles.Staff]));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var plan = TrafficPlan.Generate(vehicles: 60, seed: 1, new DateOnly(2026, 5, 12), days: 1, zone);
        var announced = plan.Where(planned => planned.PreRegistered).ToList();
        var others = await client.PreRegisterAsync(
            AtTheFirm.Announcement([.. announced.Select(planned => planned.Vehicle.With(AtTheFirm.Other))])
        );

        var result = await Player.PlayAsync(client, PortHost.Port, plan, new Pace.AtRate());

        result.Outcome.Ended.ShouldBe(plan.Count);
        result.Outcome.EndedElsewhere.ShouldBe(0);
        result.Outcome.PreRegistered.ShouldBe(announced.Count);
        var evidence = await EvidenceReader.ReadAsync(client);
        Verification.Of(evidence).Checks.Where(check => !check.Holds).ShouldBeEmpty();
        var ids = others.Movements.Select(movement => movement.MovementId).ToHashSet();
        evidence
            .Ledgers[ServiceNames.Board]
            .Where(entry => ids.Contains(entry.MovementId))
            .ShouldAllBe(entry => entry.Stage == Stage.PreRegistered);
    }
}
