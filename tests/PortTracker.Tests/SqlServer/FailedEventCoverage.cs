using System.Text;
using PortTracker.Clearance;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Inspection;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.SqlServer;

/// <summary>Events fail at every service, and are previewed, redriven and discarded.</summary>
internal static class FailedEventCoverage
{
    public static async Task FailAsync(PortHost port)
    {
        foreach (var source in ServiceNames.Sources)
        {
            await PoisonAsync(port, source);
        }

        foreach (var service in ServiceNames.All)
        {
            var path = $"{service}/failures";
            await Waiting.UntilAsync(async () => (await ListAsync(port, path)).Items.Count > 0);
            var failed = (await ListAsync(port, path)).Items[0].Id;
            await port.ReadAsync($"{path}?order=Oldest", $"{path}/{failed}");
            var next = (await ListAsync(port, path + "?limit=1")).Next;
            await port.ReadAsync($"{path}?after={next}", $"{path}?order=Oldest&after={next}");
            var selection = new FailedEventSelection { Ids = [failed] };
            await port.SendAsync($"{path}/previews", selection);
            await port.SendAsync($"{path}/redrives", selection);
            await port.SendAsync($"{path}/discards", new DiscardRequest { Ids = [failed], Reason = "Poison" });
            // Leave one for the retention.
            await PoisonAsync(port, ServiceNames.SourcesOf(service)[0]);
            await Waiting.UntilAsync(async () => (await ListAsync(port, path)).Items.Count > 0);
        }
    }

    /// <summary>Writes an unreadable event.</summary>
    private static Task PoisonAsync(PortHost port, string source)
    {
        var body = Encoding.UTF8.GetBytes("""{"type":"NobodyKnowsThis"}""");
        return source switch
        {
            ServiceNames.Entry => port.WriteAsync<EntryDb>(body),
            ServiceNames.Inspection => port.WriteAsync<InspectionDb>(body),
            _ => port.WriteAsync<ClearanceDb>(body),
        };
    }

    private static Task<Page<FailedEvent>> ListAsync(PortHost port, string path) =>
        port.GetAsync<Page<FailedEvent>>("/api/" + path);
}
