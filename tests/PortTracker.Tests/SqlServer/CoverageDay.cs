using System.Net;
using PortTracker.Access;
using PortTracker.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.Inspection;
using PortTracker.QueueBoard.Data;
using PortTracker.Throughput.Data;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.SqlServer;

/// <summary>A day in which every route is called and every statement is executed at least once.</summary>
internal static class CoverageDay
{
    public static async Task PlayAsync(PortHost port)
    {
        await VehicleCoverage.CrossAsync(port);
        await VehicleCoverage.CloseAsync(port);
        await VehicleCoverage.WatchAsFirmAsync(port);
        await ThroughputCoverage.CountAsync(port);
        await AccessCoverage.AdministerAsync(port);
        foreach (var service in ServiceNames.All)
        {
            await LookAtAsync(port, service);
        }

        await FailedEventCoverage.FailAsync(port);
        await BackgroundCoverage.RunBackgroundWorkAsync<EntryDb>(port);
        await BackgroundCoverage.RunBackgroundWorkAsync<InspectionDb>(port);
        await BackgroundCoverage.RunBackgroundWorkAsync<ClearanceDb>(port);
        await BackgroundCoverage.RunBackgroundWorkAsync<ThroughputDb>(port);
        await BackgroundCoverage.RunBackgroundWorkAsync<BoardDb>(port);
    }

    /// <summary>Twenty years later: retention removes all that is kept for a limited time.</summary>
    public static async Task PurgeAsync(PortHost port)
    {
        await BackgroundCoverage.PurgeAsync<EntryDb>(port);
        await BackgroundCoverage.PurgeAsync<InspectionDb>(port);
        await BackgroundCoverage.PurgeAsync<ClearanceDb>(port);
        await BackgroundCoverage.PurgeAsync<ThroughputDb>(port);
        await BackgroundCoverage.PurgeAsync<BoardDb>(port);
        await BackgroundCoverage.PurgeAsync<AccessDb>(port);
    }

    private static async Task LookAtAsync(PortHost port, string service)
    {
        await port.ReadAsync(
            $"{service}/audit",
            $"{service}/audit?after=1&from=2026-01-01&to=2027-01-01&actor=x&action=x&subject=x&port=x&vin=x",
            $"{service}/audit.csv"
        );
        await port.ReadAsync($"{service}/ledger", $"{service}/ledger?after={Guid.Empty}", $"{service}/feed");
        await port.SendAsync($"{service}/replays", new ReplayRequest(), status: HttpStatusCode.Accepted);
        await port.SendAsync(
            $"{service}/replays",
            new ReplayRequest { From = port.Time.GetUtcNow() },
            status: HttpStatusCode.Accepted
        );
        if (ServiceNames.Sources.Contains(service))
        {
            await port.SendAsync(
                $"{service}/refills",
                new ReplayRequest(),
                status: port.Transport.IsDistributed ? HttpStatusCode.Accepted : HttpStatusCode.Conflict
            );
        }

        await port.SettleAsync();
    }
}
