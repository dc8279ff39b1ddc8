using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;

namespace PortTracker.Tests.Clearance;

/// <summary>The day of a departure decides in which total the vehicle counts.</summary>
public sealed class DepartureDateTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Departures = "/api/clearance/departures";

    [Theory]
    [InlineData(Roles.Officer)]
    [InlineData(Roles.Supervisor)]
    public async Task A_departure_is_dated_back_by_seven_days_at_most(string role)
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.GrantAsync(movement);
        port.Time.Advance(TimeSpan.FromDays(8));
        var longAgo = port.Time.GetUtcNow().AddDays(-7).AddMinutes(-1);

        using var whole = await port.PostAsync(
            Departures,
            PortHost.On(movement) with
            {
                OccurredAt = longAgo,
            },
            role: role
        );
        (await whole.ShouldBeProblemAsync(HttpStatusCode.BadRequest))
            .Errors["occurredAt"][0]
            .ShouldContain("supervisor");
        using var single = await port.PostAsync(
            Departures,
            new ClearanceRequest
            {
                Movements = [new MovementReference { MovementId = movement, OccurredAt = longAgo }],
            },
            role: role
        );
        (await single.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey(
            "movements[0].occurredAt"
        );

        using var within = await port.PostAsync(
            Departures,
            PortHost.On(movement) with
            {
                OccurredAt = port.Time.GetUtcNow().AddDays(-7),
            },
            role: role
        );
        within.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_supervisor_corrects_a_departure_further_back_with_a_reason()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Green())).MovementId;
        await port.GrantAsync(movement);
        port.Time.Advance(TimeSpan.FromDays(20));
        await port.DepartAsync(movement);
        var correction = new DepartureCorrectionRequest
        {
            MovementId = movement,
            DepartedAt = port.Time.GetUtcNow().AddDays(-15),
            Reason = "The list of the gate was found",
        };

        using var byOfficer = await port.PostAsync("/api/clearance/departure-corrections", correction);
        byOfficer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var bySupervisor = await port.PostAsync(
            "/api/clearance/departure-corrections",
            correction,
            role: Roles.Supervisor
        );
        bySupervisor.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
