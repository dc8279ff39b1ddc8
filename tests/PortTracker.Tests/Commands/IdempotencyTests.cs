using System.Net;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;

namespace PortTracker.Tests.Commands;

public sealed class IdempotencyTests(PortHost port) : IClassFixture<PortHost>
{
    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_changes_nothing()
    {
        var request = PortHost.Arrival(SomeVehicle.Green());
        var first = await (await port.PostAsync("/api/entry/arrivals", request, "a")).Content.ReadAsStringAsync();
        var again = await (await port.PostAsync("/api/entry/arrivals", request, "a")).Content.ReadAsStringAsync();
        again.ShouldBe(first);
        var found = await port.GetAsync<Page<EntryMovement>>($"/api/entry/movements?vin={request.Arrivals[0].Vin}");
        found.Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeat_may_write_the_path_in_capitals()
    {
        var request = PortHost.Arrival(SomeVehicle.Green());
        var first = await (await port.PostAsync("/api/entry/arrivals", request, "e")).Content.ReadAsStringAsync();

        var again = await (await port.PostAsync("/API/Entry/ARRIVALS", request, "e")).Content.ReadAsStringAsync();

        again.ShouldBe(first);
    }

    [Fact]
    public async Task The_first_answer_survives_a_restart()
    {
        var request = PortHost.Arrival(SomeVehicle.Green());
        var first = await (await port.PostAsync("/api/entry/arrivals", request, "b")).Content.ReadAsStringAsync();
        await port.RestartAsync();
        (await (await port.PostAsync("/api/entry/arrivals", request, "b")).Content.ReadAsStringAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task Twenty_concurrent_repeats_are_executed_once()
    {
        var request = PortHost.Arrival(SomeVehicle.Green());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => port.PostAsync("/api/entry/arrivals", request, "c"))
        );
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var bodies = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));
        bodies.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_key_cannot_be_reused_for_another_request()
    {
        await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()), "d");
        var problem = await (
            await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()), "d")
        ).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors.ShouldContainKey("idempotency-Key");
    }

    [Theory]
    [InlineData(128, HttpStatusCode.OK)]
    [InlineData(129, HttpStatusCode.BadRequest)]
    public async Task A_key_has_up_to_128_characters(int length, HttpStatusCode status) =>
        (
            await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()), new string('k', length))
        ).StatusCode.ShouldBe(status);

    [Fact]
    public async Task A_refusal_is_not_stored()
    {
        var movement = (await port.ArriveAsync(SomeVehicle.Red())).MovementId;
        await (await port.PostAsync("/api/clearance/grants", PortHost.On(movement), "e")).ShouldBeProblemAsync(
            HttpStatusCode.Conflict
        );
        await port.StartInspectionAsync(movement);
        await port.CompleteInspectionAsync(movement);
        (await port.PostAsync("/api/clearance/grants", PortHost.On(movement), "e")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }
}
