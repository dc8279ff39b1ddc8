using System.Text;
using PortTracker.Contracts.Events;

namespace PortTracker.EndToEnd;

/// <summary>What no service can read is set aside, and blocks nothing.</summary>
public sealed class UnreadableMessageTests(SharedFleet shared) : IClassFixture<SharedFleet>
{
    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("""{"type":"NobodyKnowsThis"}""")]
    public async Task A_poison_event_blocks_no_other_event(string body)
    {
        var listeners = ServiceNames
            .All.Where(service => ServiceNames.SourcesOf(service).Contains(ServiceNames.Entry))
            .ToList();
        var before = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var service in listeners)
        {
            before[service] = await FailedAsync(service);
        }

        await shared.Fleet.RecordPoisonAsync(body);
        var vehicle = await shared.Fleet.Client.ArriveAsync(TestTraffic.Car());

        await shared.Fleet.Client.ShowsAsync([vehicle.MovementId]);
        foreach (var service in listeners)
        {
            await Waiting.UntilAsync(
                $"{service} has not set the event aside.",
                async () => await FailedAsync(service) == before[service] + 1
            );
        }

        (await shared.Broker.MessagesAsync()).Keys.ShouldAllBe(queue => !queue.EndsWith("_error"));
    }

    [Fact]
    public async Task A_message_that_is_not_an_event_is_set_aside()
    {
        var queue = $"porttracker.{ServiceNames.Throughput}";
        var before = await FailedAsync(ServiceNames.Throughput);

        await shared.Broker.PutAsync(queue, Encoding.UTF8.GetBytes("rubbish"));
        await shared.Broker.PutAsync(
            queue,
            Encoding.UTF8.GetBytes("""{"messageType":["urn:message:Any:Thing"],"message":{}}""")
        );

        await Waiting.UntilAsync(
            "The messages were not set aside.",
            async () => await FailedAsync(ServiceNames.Throughput) == before + 2
        );
        var failed = await shared.Fleet.Client.FailedEvents.List(ServiceNames.Throughput).ToListAsync();
        failed.Count(message => message.Source == "message").ShouldBe(2);
        var vehicle = await shared.Fleet.Client.ArriveAsync(TestTraffic.Car());
        await shared.Fleet.Client.ShowsAsync([vehicle.MovementId]);
        (await shared.Broker.MessagesAsync()).Keys.ShouldAllBe(name =>
            !name.EndsWith("_error") && !name.EndsWith("_skipped")
        );
    }

    private async Task<long> FailedAsync(string service) =>
        (await shared.Fleet.Client.Operations.FeedAsync(service)).Failed;
}
