using System.Net;
using Microsoft.Extensions.Logging;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;

namespace PortTracker.Tests.FailedEvents;

public sealed class FailedEventTests : IAsyncLifetime
{
    private readonly PortHost port = new();
    private readonly FailedEventScenario failures;

    public FailedEventTests() => failures = new FailedEventScenario(port);

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task A_poison_event_is_listed_in_full_and_blocks_no_other_event()
    {
        var (movement, vehicle) = await failures.PoisonAsync();
        port.Time.Advance(TimeSpan.FromSeconds(90));

        var failed = (await failures.ListAsync()).ShouldHaveSingleItem();

        failed.Id.ShouldBe("entry/1");
        failed.Endpoint.ShouldBe(ServiceNames.Throughput);
        failed.EventType.ShouldBe(nameof(VehiclePreRegistered));
        failed.MovementId.ShouldBe(movement.Id);
        failed.Vin.ShouldBe(vehicle.Vin);
        failed.Port.ShouldBe(FailedEventScenario.UnknownPort.Code);
        failed.ErrorType.ShouldBe(typeof(KeyNotFoundException).FullName);
        failed.Error.ShouldContain(FailedEventScenario.UnknownPort.Code);
        failed.AgeSeconds.ShouldBe(90);

        var detail = await port.GetAsync<FailedEventDetail>($"{FailedEventScenario.Route}/{failed.Id}");
        detail.Message.ShouldBe(failed);
        detail.Exception.ShouldContain("   at ");
        detail.Body.GetProperty("entry").GetProperty("vehicle").GetProperty("brand").GetString().ShouldBe("BYD");

        await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()));
        await Waiting.UntilAsync(async () => (await port.LedgerAsync(ServiceNames.Throughput)).Count is 1);
    }

    [Fact]
    public async Task A_discarded_message_is_audited_in_full_and_not_logged()
    {
        using var log = new LogCapture();
        port.Logging = log;
        await port.RestartAsync();
        var (_, vehicle) = await failures.PoisonAsync();

        var request = new DiscardRequest { Ids = ["entry/1", "entry/9"], Reason = "Made by a drill" };
        using var response = await port.PostAsync(
            $"{FailedEventScenario.Route}/discards",
            request,
            role: Roles.Administrator
        );

        (await response.ReadAsync<FailedEventResponse>())
            .Results.Select(result => result.Outcome)
            .ShouldBe([FailedEventOutcome.Discarded, FailedEventOutcome.Gone]);
        (await failures.ListAsync()).ShouldBeEmpty();
        var line = log.Having(LogLevel.Warning, "discarded").ShouldHaveSingleItem().Text;
        line.ShouldContain("entry/1");
        line.ShouldNotContain("gate-1");
        line.ShouldNotContain(vehicle.Vin);
        var trail = await port.GetAsync<Page<AuditEntry>>($"/api/{ServiceNames.Throughput}/audit");
        var details = trail.Items.Single(entry => entry.Subject == "entry/1").Details!;
        details.ShouldContain(vehicle.Vin);
        details.ShouldContain("Made by a drill");
    }

    [Fact]
    public async Task A_discard_requires_a_reason()
    {
        await failures.PoisonAsync();

        var request = new DiscardRequest { Ids = ["entry/1"], Reason = " " };
        using var response = await port.PostAsync(
            $"{FailedEventScenario.Route}/discards",
            request,
            role: Roles.Administrator
        );

        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("reason");
        (await failures.ListAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(FailedEventOrder.Newest, 5, 4, 3, 2, 1)]
    [InlineData(FailedEventOrder.Oldest, 1, 2, 3, 4, 5)]
    public async Task The_list_is_paged_in_both_orders(FailedEventOrder order, params int[] expected)
    {
        for (var i = 1; i <= 5; i++)
        {
            port.Time.Advance(TimeSpan.FromSeconds(1));
            await failures.WriteAsync("""{"type":"NobodyKnowsThis"}""", expected: i);
        }

        List<long> read = [];
        string? after = null;
        do
        {
            var page = await port.GetAsync<Page<FailedEvent>>(
                $"{FailedEventScenario.Route}?order={order}&limit=2{(after is null ? "" : $"&after={after}")}"
            );
            read.AddRange(page.Items.Select(failed => failed.Sequence));
            after = page.Next;
        } while (after is not null);

        read.ShouldBe(expected.Select(number => (long)number));
    }

    [Fact]
    public async Task Failures_at_the_same_time_are_paged_by_id()
    {
        for (var i = 1; i <= 3; i++)
        {
            await failures.WriteAsync("""{"type":"NobodyKnowsThis"}""", expected: i);
        }

        var first = await port.GetAsync<Page<FailedEvent>>($"{FailedEventScenario.Route}?limit=2");
        var second = await port.GetAsync<Page<FailedEvent>>($"{FailedEventScenario.Route}?limit=2&after={first.Next}");

        first.Items.Concat(second.Items).Select(failed => failed.Sequence).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("entry")]
    [InlineData("entry/x")]
    [InlineData("/1")]
    [InlineData("entry/1/2")]
    public async Task An_invalid_id_is_refused_with_an_explanation(string id)
    {
        using var response = await port.PostAsync(
            $"{FailedEventScenario.Route}/redrives",
            new FailedEventSelection { Ids = [id] },
            role: Roles.Administrator
        );

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors["ids"].ShouldHaveSingleItem().ShouldContain("list");
    }

    [Fact]
    public async Task A_selection_has_one_to_five_hundred_ids()
    {
        foreach (var count in (int[])[0, Limits.Batch + 1])
        {
            using var response = await port.PostAsync(
                $"{FailedEventScenario.Route}/previews",
                new FailedEventSelection { Ids = [.. Enumerable.Range(1, count).Select(i => $"entry/{i}")] },
                role: Roles.Administrator
            );
            (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("ids");
        }
    }

    [Fact]
    public async Task An_unknown_failed_message_is_not_found()
    {
        using var auditor = port.As("auditor", Roles.Auditor);
        using var response = await auditor.GetAsync($"{FailedEventScenario.Route}/entry/77");

        (await response.ShouldBeProblemAsync(HttpStatusCode.NotFound)).Detail!.ShouldContain("entry/77");
    }

    [Fact]
    public async Task Auditors_can_read_failures_and_only_administrators_can_act_on_them()
    {
        using var auditor = port.As("auditor", Roles.Auditor);
        using var officer = port.As("officer", Roles.Officer, Roles.Supervisor, Roles.Manager);
        foreach (var service in ServiceNames.All)
        {
            var path = $"/api/{service}/failures";
            (await auditor.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await officer.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            foreach (var action in (string[])["previews", "redrives", "discards"])
            {
                var request = new DiscardRequest { Ids = ["entry/1"], Reason = "x" };
                foreach (var role in (string[])[Roles.Auditor, Roles.Officer, Roles.Supervisor, Roles.Operator])
                {
                    using var refused = await port.PostAsync($"{path}/{action}", request, role: role);
                    refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
                }
            }
        }
    }
}
