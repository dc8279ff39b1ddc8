using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortTracker.Inspection;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;
using Movement = PortTracker.VehicleEntry.Movement;

namespace PortTracker.Tests.Pipeline;

public sealed class FailureTests : IAsyncLifetime
{
    private const string Failures = "/api/throughput/failures";
    private static readonly Port Unknown = new()
    {
        Code = "ALTYNKOL",
        Name = "Altynkol",
        TimeZone = "Asia/Almaty",
        Lanes = [new Lane { Name = "A1" }],
    };

    private readonly PortHost port = new();

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task A_poison_event_is_listed_with_all_that_is_known_of_it_and_blocks_nobody()
    {
        var (movement, vehicle) = await PoisonAsync();
        port.Time.Advance(TimeSpan.FromSeconds(90));

        var failed = (await ListAsync()).ShouldHaveSingleItem();

        failed.Id.ShouldBe("entry/1");
        failed.Endpoint.ShouldBe(ServiceNames.Throughput);
        failed.EventType.ShouldBe(nameof(VehiclePreRegistered));
        failed.MovementId.ShouldBe(movement.Id);
        failed.Vin.ShouldBe(vehicle.Vin);
        failed.Port.ShouldBe(Unknown.Code);
        failed.ErrorType.ShouldBe(typeof(KeyNotFoundException).FullName);
        failed.Error.ShouldContain(Unknown.Code);
        failed.AgeSeconds.ShouldBe(90);

        var detail = await port.GetAsync<FailedMessageDetail>($"{Failures}/{failed.Id}");
        detail.Message.ShouldBe(failed);
        detail.Exception.ShouldContain("   at ");
        detail.Body.GetProperty("entry").GetProperty("vehicle").GetProperty("brand").GetString().ShouldBe("BYD");

        await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()));
        await WaitAsync(async () => (await port.LedgerAsync(ServiceNames.Throughput)).Count is 1);
    }

    [Fact]
    public async Task A_redrive_after_the_fix_applies_the_event_and_empties_the_list()
    {
        var (movement, vehicle) = await PoisonAsync();

        (await DoAsync("previews", "entry/1")).Error.ShouldNotBeNull().ShouldContain(Unknown.Code);
        port.Time.Advance(TimeSpan.FromHours(1));
        (await DoAsync("redrives", "entry/1")).Outcome.ShouldBe(FailureOutcome.FailedAgain);
        (await ListAsync()).ShouldHaveSingleItem().AgeSeconds.ShouldBe(0, "it failed just now");

        await FixAsync();

        (await DoAsync("previews", "entry/1")).Outcome.ShouldBe(FailureOutcome.Applied);
        (await port.LedgerAsync(ServiceNames.Throughput)).ShouldBeEmpty("a preview changes nothing");
        (await ListAsync()).ShouldHaveSingleItem();

        (await DoAsync("redrives", "entry/1")).Outcome.ShouldBe(FailureOutcome.Applied);
        var known = (await port.LedgerAsync(ServiceNames.Throughput)).ShouldHaveSingleItem();
        known.MovementId.ShouldBe(movement.Id);
        known.Vin.ShouldBe(vehicle.Vin);
        (await ListAsync()).ShouldBeEmpty();

        (await DoAsync("redrives", "entry/1")).Outcome.ShouldBe(FailureOutcome.Gone);
    }

    [Fact]
    public async Task One_that_fails_again_undoes_no_other_of_the_same_redrive()
    {
        await PoisonAsync();
        await PoisonAsync();
        await WriteAsync("""{"type":"NobodyKnowsThis"}""", expected: 3);
        await FixAsync();

        var results = await ManyAsync("redrives", "entry/1", "entry/3", "entry/2", "entry/1");

        results
            .Select(result => (result.Id, result.Outcome))
            .ShouldBe([
                ("entry/1", FailureOutcome.Applied),
                ("entry/3", FailureOutcome.FailedAgain),
                ("entry/2", FailureOutcome.Applied),
            ]);
        (await ListAsync()).ShouldHaveSingleItem().Id.ShouldBe("entry/3");
        (await port.LedgerAsync(ServiceNames.Throughput)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_redrive_records_what_its_consumer_records_exactly_once()
    {
        await WriteAsync("""{"type":"NobodyKnowsThis"}""", expected: 1);
        var arrival = Arrived();
        await SetAsideAsync<InspectionDb>(
            new JournalLine(7, arrival.Header.MovementId, Body(arrival)),
            ServiceNames.Entry
        );

        await ManyAtAsync(ServiceNames.Inspection, "previews", "entry/7");
        (await HeadAsync(ServiceNames.Inspection)).ShouldBe(0, "a preview records nothing");
        var results = await ManyAtAsync(ServiceNames.Inspection, "redrives", "entry/1", "entry/7");

        results.Select(result => result.Outcome).ShouldBe([FailureOutcome.FailedAgain, FailureOutcome.Applied]);
        (await HeadAsync(ServiceNames.Inspection)).ShouldBe(1);
        await WaitAsync(async () =>
            (await port.LedgerAsync(ServiceNames.Board)).Any(entry => entry.InspectionVersion is 1)
        );
    }

    [Fact]
    public async Task An_event_whose_movement_has_gone_on_is_told_to_be_outdated()
    {
        var (movement, _) = await PoisonAsync();
        await FixAsync();
        await RecordAsync(movement.Cancel("Sold at home", Act()), expected: 2);

        (await DoAsync("previews", "entry/1")).Outcome.ShouldBe(FailureOutcome.Outdated);
        (await DoAsync("redrives", "entry/1")).Outcome.ShouldBe(FailureOutcome.Outdated);

        (await ListAsync()).ShouldBeEmpty();
        (await port.LedgerAsync(ServiceNames.Throughput)).ShouldHaveSingleItem().EntryVersion.ShouldBe(2);
    }

    [Fact]
    public async Task Two_redrives_at_once_apply_an_event_once()
    {
        await PoisonAsync();
        await FixAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DoAsync("redrives", "entry/1")));

        results.Count(result => result.Outcome is FailureOutcome.Applied).ShouldBe(1);
        results.Count(result => result.Outcome is FailureOutcome.Gone).ShouldBe(7);
    }

    [Fact]
    public async Task What_the_boards_of_other_instances_would_not_hear_of_is_not_redriven()
    {
        await using var away = new PortHost { Transport = TestTransport.BrokerAway() };
        await away.InitializeAsync();
        var (movement, announced) = Movement.PreRegister(
            away.Services.GetRequiredService<PortCatalog>()[PortHost.Port],
            SomeVehicle.Green().Normalised(),
            new DateOnly(2026, 5, 12),
            Act()
        );
        await using (var scope = away.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<QueueBoard.BoardDb>();
            var body = JsonSerializer.SerializeToUtf8Bytes<PortEvent>(announced, PortJson.Options);
            var line = new JournalLine(1, movement.Id, body);
            db.FailedEvents.Add(
                FailedEvent.Of(ServiceNames.Entry, line, new InvalidOperationException(), Act().RecordedAt)
            );
            await db.SaveChangesAsync();
        }

        using var answer = await away.PostAsync(
            "/api/board/failures/redrives",
            new FailureSelection { Ids = ["entry/1"] },
            role: Roles.Administrator
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.ReadAsync<Problem>()).Detail!.ShouldContain("when the broker is back");
        (await away.LedgerAsync(ServiceNames.Board)).ShouldBeEmpty();
        (await away.GetAsync<Page<FailedMessage>>("/api/board/failures")).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_redrive_sent_twice_with_its_key_gets_the_first_answer()
    {
        await PoisonAsync();
        await FixAsync();

        for (var i = 0; i < 2; i++)
        {
            using var response = await port.PostAsync(
                $"{Failures}/redrives",
                new FailureSelection { Ids = ["entry/1"] },
                key: "once",
                role: Roles.Administrator
            );
            (await response.ReadAsync<FailureResponse>())
                .Results.ShouldHaveSingleItem()
                .Outcome.ShouldBe(FailureOutcome.Applied);
        }
    }

    [Fact]
    public async Task A_discarded_message_stays_whole_on_the_audit_trail_and_out_of_the_log()
    {
        using var log = new LogCapture();
        port.Logging = log;
        await port.RestartAsync();
        var (_, vehicle) = await PoisonAsync();

        var request = new DiscardRequest { Ids = ["entry/1", "entry/9"], Reason = "Made by a drill" };
        using var response = await port.PostAsync($"{Failures}/discards", request, role: Roles.Administrator);

        (await response.ReadAsync<FailureResponse>())
            .Results.Select(result => result.Outcome)
            .ShouldBe([FailureOutcome.Discarded, FailureOutcome.Gone]);
        (await ListAsync()).ShouldBeEmpty();
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
    public async Task A_discard_needs_a_reason()
    {
        await PoisonAsync();

        var request = new DiscardRequest { Ids = ["entry/1"], Reason = " " };
        using var response = await port.PostAsync($"{Failures}/discards", request, role: Roles.Administrator);

        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("reason");
        (await ListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_that_could_not_be_read_is_taken_in_once_it_can_be()
    {
        var arrival = Arrived();
        var line = new JournalLine(1, arrival.Header.MovementId, Body(arrival));
        var segment = JournalSegment.Of(new Segment(ServiceNames.Entry, 0, 1, [line]));
        await SetAsideAsync<ThroughputDb>(new JournalLine(11, Guid.Empty, Envelope(segment)), FailedEvent.Unreadable);
        await SetAsideAsync<ThroughputDb>(
            new JournalLine(12, Guid.Empty, "\u0001 noise"u8.ToArray()),
            FailedEvent.Unreadable
        );

        var failed = await ListAsync();
        failed.ShouldAllBe(message => message.MovementId == null);
        failed.Select(message => message.EventType).ShouldBe([nameof(JournalSegment), null]);
        var noise = await port.GetAsync<FailedMessageDetail>($"{Failures}/message/12");
        noise.Body.GetString().ShouldBe("\u0001 noise");

        var results = await ManyAsync("redrives", "message/11", "message/12");

        results.Select(result => result.Outcome).ShouldBe([FailureOutcome.Applied, FailureOutcome.FailedAgain]);
        (await port.LedgerAsync(ServiceNames.Throughput))
            .ShouldHaveSingleItem()
            .MovementId.ShouldBe(arrival.Header.MovementId);
        (await ListAsync()).ShouldHaveSingleItem().Id.ShouldBe("message/12");
    }

    [Theory]
    [InlineData(FailureOrder.Newest, 5, 4, 3, 2, 1)]
    [InlineData(FailureOrder.Oldest, 1, 2, 3, 4, 5)]
    public async Task The_list_is_read_page_by_page_in_either_order(FailureOrder order, params int[] expected)
    {
        for (var i = 1; i <= 5; i++)
        {
            port.Time.Advance(TimeSpan.FromSeconds(1));
            await WriteAsync("""{"type":"NobodyKnowsThis"}""", expected: i);
        }

        List<long> read = [];
        string? after = null;
        do
        {
            var page = await port.GetAsync<Page<FailedMessage>>(
                $"{Failures}?order={order}&limit=2{(after is null ? "" : $"&after={after}")}"
            );
            read.AddRange(page.Items.Select(failed => failed.Sequence));
            after = page.Next;
        } while (after is not null);

        read.ShouldBe(expected.Select(number => (long)number));
    }

    [Fact]
    public async Task Failures_of_the_same_moment_are_paged_by_their_ids()
    {
        for (var i = 1; i <= 3; i++)
        {
            await WriteAsync("""{"type":"NobodyKnowsThis"}""", expected: i);
        }

        var first = await port.GetAsync<Page<FailedMessage>>($"{Failures}?limit=2");
        var second = await port.GetAsync<Page<FailedMessage>>($"{Failures}?limit=2&after={first.Next}");

        first.Items.Concat(second.Items).Select(failed => failed.Sequence).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("entry")]
    [InlineData("entry/x")]
    [InlineData("/1")]
    [InlineData("entry/1/2")]
    public async Task An_id_that_is_none_is_refused_with_a_word(string id)
    {
        using var response = await port.PostAsync(
            $"{Failures}/redrives",
            new FailureSelection { Ids = [id] },
            role: Roles.Administrator
        );

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors["ids"].ShouldHaveSingleItem().ShouldContain("list");
    }

    [Fact]
    public async Task A_selection_names_one_to_five_hundred()
    {
        foreach (var count in (int[])[0, Limits.Batch + 1])
        {
            using var response = await port.PostAsync(
                $"{Failures}/previews",
                new FailureSelection { Ids = [.. Enumerable.Range(1, count).Select(i => $"entry/{i}")] },
                role: Roles.Administrator
            );
            (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("ids");
        }
    }

    [Fact]
    public async Task An_unknown_failed_message_is_not_found()
    {
        using var auditor = port.As("auditor", Roles.Auditor);
        using var response = await auditor.GetAsync($"{Failures}/entry/77");

        (await response.ShouldBeProblemAsync(HttpStatusCode.NotFound)).Detail!.ShouldContain("entry/77");
    }

    [Fact]
    public async Task Auditors_may_look_and_only_administrators_may_act()
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

    /// <summary>An event of a port that is not configured here: the throughput service cannot tell its business day.</summary>
    private async Task<(Movement Movement, Vehicle Vehicle)> PoisonAsync()
    {
        var vehicle = SomeVehicle.Green().Normalised();
        var (movement, announced) = Movement.PreRegister(Unknown, vehicle, new DateOnly(2026, 5, 12), Act());
        await RecordAsync(announced, await HeadAsync(ServiceNames.Entry) + 1);
        return (movement, vehicle);
    }

    /// <summary>The fix: the port is configured.</summary>
    private async Task FixAsync()
    {
        port.Settings["Ports:1:Code"] = Unknown.Code;
        port.Settings["Ports:1:Name"] = Unknown.Name;
        port.Settings["Ports:1:TimeZone"] = Unknown.TimeZone;
        port.Settings["Ports:1:Lanes:0:Name"] = "A1";
        await port.RestartAsync();
    }

    private async Task RecordAsync(PortEvent e, long expected)
    {
        await using (var scope = port.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<EntryDb>();
            await port
                .Services.GetRequiredService<ServiceDatabase<EntryDb>>()
                .InTransactionAsync(
                    db,
                    () =>
                    {
                        db.Record(e);
                        return Task.FromResult(true);
                    },
                    CancellationToken.None
                );
        }

        await TakenInAsync(expected);
    }

    private async Task WriteAsync(string body, long expected)
    {
        await using (var scope = port.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<EntryDb>();
            db.Journal.Add(
                new JournalEntry
                {
                    EventId = Guid.NewGuid(),
                    MovementId = Guid.NewGuid(),
                    RecordedAt = port.Time.GetUtcNow(),
                    Body = Encoding.UTF8.GetBytes(body),
                }
            );
            await db.SaveChangesAsync();
        }

        port.Services.GetRequiredService<Doorbells>().Ring(ServiceNames.Entry);
        await TakenInAsync(expected);
    }

    /// <summary>Puts something among the failed events of a service, as if it had failed there.</summary>
    private async Task SetAsideAsync<TDb>(JournalLine line, string source)
        where TDb : ServiceDbContext
    {
        await using var scope = port.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var error = new InvalidDataException("It could not be read then.");
        db.FailedEvents.Add(FailedEvent.Of(source, line, error, port.Time.GetUtcNow()));
        await db.SaveChangesAsync();
    }

    private Task TakenInAsync(long expected) =>
        WaitAsync(async () =>
        {
            var feed = await port.GetAsync<FeedStatus>($"/api/{ServiceNames.Throughput}/feed");
            var inspection = await port.GetAsync<FeedStatus>($"/api/{ServiceNames.Inspection}/feed");
            return feed.Positions[ServiceNames.Entry] >= expected
                && inspection.Positions[ServiceNames.Entry] >= expected;
        });

    private static async Task WaitAsync(Func<Task<bool>> until)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await until())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(10);
        }
    }

    private VehicleArrived Arrived()
    {
        var here = Properties.Story.Port;
        var movement = Movement.Unannounced(here, SomeVehicle.Green().Normalised(), Act());
        return movement.Arrive(plate: null, new QueueTicket("C1", "C1-0001", 100), Act());
    }

    private Act Act() =>
        new(Caller.Named("someone"), port.Time.GetUtcNow(), port.Time.GetUtcNow(), CorrelationId: null);

    private static byte[] Body(PortEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, PortJson.Options);

    private static byte[] Envelope(JournalSegment message) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                MessageId = Guid.NewGuid(),
                MessageType = (string[])["urn:message:PortTracker.ServiceDefaults:JournalSegment"],
                Message = message,
            },
            PortJson.Options
        );

    private async Task<long> HeadAsync(string service) =>
        (await port.GetAsync<FeedStatus>($"/api/{service}/feed")).Head;

    private async Task<IReadOnlyList<FailedMessage>> ListAsync() =>
        (await port.GetAsync<Page<FailedMessage>>(Failures)).Items;

    private async Task<FailureResult> DoAsync(string action, string id) =>
        (await ManyAsync(action, id)).ShouldHaveSingleItem();

    private Task<IReadOnlyList<FailureResult>> ManyAsync(string action, params string[] ids) =>
        ManyAtAsync(ServiceNames.Throughput, action, ids);

    private async Task<IReadOnlyList<FailureResult>> ManyAtAsync(string service, string action, params string[] ids)
    {
        using var response = await port.PostAsync(
            $"/api/{service}/failures/{action}",
            new FailureSelection { Ids = ids },
            role: Roles.Administrator
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.ReadAsync<FailureResponse>()).Results;
    }
}
