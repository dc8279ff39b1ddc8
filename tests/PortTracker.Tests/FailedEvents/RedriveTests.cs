using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.Inspection;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;
using PortTracker.VehicleEntry;
using Movement = PortTracker.VehicleEntry.Movement;

namespace PortTracker.Tests.FailedEvents;

public sealed class RedriveTests : IAsyncLifetime
{
    private readonly PortHost port = new();
    private readonly FailedEventScenario failures;

    public RedriveTests() => failures = new FailedEventScenario(port);

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task A_redrive_after_the_fix_applies_the_event_and_clears_the_list()
    {
        var (movement, vehicle) = await failures.PoisonAsync();

        (await failures.DoAsync("previews", "entry/1"))
            .Error.ShouldNotBeNull()
            .ShouldContain(FailedEventScenario.UnknownPort.Code);
        port.Time.Advance(TimeSpan.FromHours(1));
        (await failures.DoAsync("redrives", "entry/1")).Outcome.ShouldBe(FailedEventOutcome.FailedAgain);
        (await failures.ListAsync()).ShouldHaveSingleItem().AgeSeconds.ShouldBe(0, "it failed just now");

        await failures.FixAsync();

        (await failures.DoAsync("previews", "entry/1")).Outcome.ShouldBe(FailedEventOutcome.Applied);
        (await port.LedgerAsync(ServiceNames.Throughput)).ShouldBeEmpty("a preview changes nothing");
        (await failures.ListAsync()).ShouldHaveSingleItem();

        (await failures.DoAsync("redrives", "entry/1")).Outcome.ShouldBe(FailedEventOutcome.Applied);
        var known = (await port.LedgerAsync(ServiceNames.Throughput)).ShouldHaveSingleItem();
        known.MovementId.ShouldBe(movement.Id);
        known.Vin.ShouldBe(vehicle.Vin);
        (await failures.ListAsync()).ShouldBeEmpty();

        (await failures.DoAsync("redrives", "entry/1")).Outcome.ShouldBe(FailedEventOutcome.Gone);
    }

    [Fact]
    public async Task An_event_that_fails_again_does_not_undo_the_rest_of_its_redrive()
    {
        await failures.PoisonAsync();
        await failures.PoisonAsync();
        await failures.WriteAsync("""{"type":"NobodyKnowsThis"}""", expected: 3);
        await failures.FixAsync();

        var results = await failures.ManyAsync("redrives", "entry/1", "entry/3", "entry/2", "entry/1");

        results
            .Select(result => (result.Id, result.Outcome))
            .ShouldBe([
                ("entry/1", FailedEventOutcome.Applied),
                ("entry/3", FailedEventOutcome.FailedAgain),
                ("entry/2", FailedEventOutcome.Applied),
            ]);
        (await failures.ListAsync()).ShouldHaveSingleItem().Id.ShouldBe("entry/3");
        (await port.LedgerAsync(ServiceNames.Throughput)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_redrive_records_what_its_consumer_records_exactly_once()
    {
        await failures.WriteAsync("""{"type":"NobodyKnowsThis"}""", expected: 1);
        var arrival = failures.Arrived();
        await failures.SetAsideAsync<InspectionDb>(
            new RecordedEvent(7, arrival.Header.MovementId, FailedEventScenario.Body(arrival)),
            ServiceNames.Entry
        );

        await failures.ManyAtAsync(ServiceNames.Inspection, "previews", "entry/7");
        (await failures.HeadAsync(ServiceNames.Inspection)).ShouldBe(0, "a preview records nothing");
        var results = await failures.ManyAtAsync(ServiceNames.Inspection, "redrives", "entry/1", "entry/7");

        results.Select(result => result.Outcome).ShouldBe([FailedEventOutcome.FailedAgain, FailedEventOutcome.Applied]);
        (await failures.HeadAsync(ServiceNames.Inspection)).ShouldBe(1);
        await Waiting.UntilAsync(async () =>
            (await port.LedgerAsync(ServiceNames.Board)).Any(entry => entry.InspectionVersion is 1)
        );
    }

    [Fact]
    public async Task An_event_of_a_movement_that_moved_on_is_reported_as_outdated()
    {
        var (movement, _) = await failures.PoisonAsync();
        await failures.FixAsync();
        await failures.RecordAsync(movement.Cancel("Sold at home", failures.Act()), expected: 2);

        (await failures.DoAsync("previews", "entry/1")).Outcome.ShouldBe(FailedEventOutcome.Outdated);
        (await failures.DoAsync("redrives", "entry/1")).Outcome.ShouldBe(FailedEventOutcome.Outdated);

        (await failures.ListAsync()).ShouldBeEmpty();
        (await port.LedgerAsync(ServiceNames.Throughput)).ShouldHaveSingleItem().EntryVersion.ShouldBe(2);
    }

    [Fact]
    public async Task Concurrent_redrives_apply_an_event_once()
    {
        await failures.PoisonAsync();
        await failures.FixAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => failures.DoAsync("redrives", "entry/1")));

        results.Count(result => result.Outcome is FailedEventOutcome.Applied).ShouldBe(1);
        results.Count(result => result.Outcome is FailedEventOutcome.Gone).ShouldBe(7);
    }

    [Fact]
    public async Task A_redrive_that_cannot_reach_the_boards_of_other_instances_is_refused()
    {
        await using var away = new PortHost { Transport = TestTransport.BrokerAway() };
        await away.InitializeAsync();
        var (movement, announced) = Movement.PreRegister(
            away.Services.GetRequiredService<PortCatalog>()[PortHost.Port],
            SomeVehicle.Green().Normalised(),
            new DateOnly(2026, 5, 12),
            failures.Act()
        );
        await using (var scope = away.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<QueueBoard.Data.BoardDb>();
            var body = JsonSerializer.SerializeToUtf8Bytes<PortEvent>(announced, PortJson.Options);
            var line = new RecordedEvent(1, movement.Id, body);
            db.FailedEvents.Add(
                FailedEventRow.Of(ServiceNames.Entry, line, new InvalidOperationException(), failures.Act().RecordedAt)
            );
            await db.SaveChangesAsync();
        }

        using var answer = await away.PostAsync(
            "/api/board/failures/redrives",
            new FailedEventSelection { Ids = ["entry/1"] },
            role: Roles.Administrator
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.ReadAsync<ProblemResponse>()).Detail!.ShouldContain("when the broker is available");
        (await away.LedgerAsync(ServiceNames.Board)).ShouldBeEmpty();
        (await away.GetAsync<Page<FailedEvent>>("/api/board/failures")).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_repeated_redrive_gets_the_first_answer()
    {
        await failures.PoisonAsync();
        await failures.FixAsync();

        for (var i = 0; i < 2; i++)
        {
            using var response = await port.PostAsync(
                $"{FailedEventScenario.Route}/redrives",
                new FailedEventSelection { Ids = ["entry/1"] },
                key: "once",
                role: Roles.Administrator
            );
            (await response.ReadAsync<FailedEventResponse>())
                .Results.ShouldHaveSingleItem()
                .Outcome.ShouldBe(FailedEventOutcome.Applied);
        }
    }

    [Fact]
    public async Task An_unreadable_message_is_applied_once_it_becomes_readable()
    {
        var arrival = failures.Arrived();
        var line = new RecordedEvent(1, arrival.Header.MovementId, FailedEventScenario.Body(arrival));
        var segment = JournalBatchMessage.Of(new JournalBatch(ServiceNames.Entry, 0, 1, [line]));
        await failures.SetAsideAsync<ThroughputDb>(
            new RecordedEvent(11, Guid.Empty, FailedEventScenario.Envelope(segment)),
            FailedEventRow.Unreadable
        );
        await failures.SetAsideAsync<ThroughputDb>(
            new RecordedEvent(12, Guid.Empty, "\u0001 noise"u8.ToArray()),
            FailedEventRow.Unreadable
        );

        var failed = await failures.ListAsync();
        failed.ShouldAllBe(message => message.MovementId == null);
        failed.Select(message => message.EventType).ShouldBe([nameof(JournalBatchMessage), null]);
        var noise = await port.GetAsync<FailedEventDetail>($"{FailedEventScenario.Route}/message/12");
        noise.Body.GetString().ShouldBe("\u0001 noise");

        var results = await failures.ManyAsync("redrives", "message/11", "message/12");

        results.Select(result => result.Outcome).ShouldBe([FailedEventOutcome.Applied, FailedEventOutcome.FailedAgain]);
        (await port.LedgerAsync(ServiceNames.Throughput))
            .ShouldHaveSingleItem()
            .MovementId.ShouldBe(arrival.Header.MovementId);
        (await failures.ListAsync()).ShouldHaveSingleItem().Id.ShouldBe("message/12");
    }
}
