using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Throughput;

namespace PortTracker.Verification;

/// <summary>Reads from a server everything that a verification needs.</summary>
public static class EvidenceReader
{
    private const int Tries = 3;
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Waits until the services have applied each other's events, runs the aggregation, and reads everything.</summary>
    /// <param name="client">The server, in the name of an auditor or an administrator.</param>
    /// <param name="step">Receives a description of each step.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="TimeoutException">Vehicles keep moving, so that no two services can be compared.</exception>
    public static async Task<Evidence> ReadAsync(
        PortTrackerClient client,
        IProgress<string>? step = null,
        CancellationToken cancellationToken = default
    )
    {
        for (var i = 0; i < Tries; i++)
        {
            step?.Report("Waiting until every service has applied all events");
            var feeds = await FeedPositions.DrainAsync(client, DrainTimeout, cancellationToken);

            step?.Report("Counting the days");
            await client.Throughput.AggregateAsync(request: null, cancellationToken);

            step?.Report("Reading the ledgers");
            var ledgers = await Task.WhenAll(
                ServiceNames.All.Select(service =>
                    client.Operations.Ledger(service).ToListAsync(cancellationToken).AsTask()
                )
            );
            var (days, years) = await TotalsAsync(client, ledgers.SelectMany(ledger => ledger), cancellationToken);

            var after = await FeedPositions.ReadAsync(client, cancellationToken);
            if (after.Zip(feeds).All(pair => pair.First.Head == pair.Second.Head))
            {
                return new Evidence
                {
                    Ledgers = ServiceNames
                        .All.Zip(ledgers)
                        .ToDictionary(
                            pair => pair.First,
                            pair => (IReadOnlyList<LedgerEntry>)pair.Second,
                            StringComparer.Ordinal
                        ),
                    Feeds = after,
                    Days = days,
                    Years = years,
                };
            }
        }

        throw new TimeoutException(
            "Vehicles moved while the ledgers were read, so the ledgers cannot be compared. Stop the traffic and verify again."
        );
    }

    private static async Task<(
        IReadOnlyDictionary<string, IReadOnlyList<DayTotal>> Days,
        IReadOnlyList<TotalsResponse> Years
    )> TotalsAsync(PortTrackerClient client, IEnumerable<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var days = new Dictionary<string, IReadOnlyList<DayTotal>>(StringComparer.Ordinal);
        var years = new List<TotalsResponse>();
        var departures = entries.Where(entry => entry.DepartedOn is not null);
        foreach (var port in departures.GroupBy(entry => entry.Port, StringComparer.Ordinal))
        {
            var counted = new List<DayTotal>();
            foreach (var year in port.Select(entry => entry.DepartedOn!.Value.Year).Distinct().Order())
            {
                var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
                counted.AddRange(await client.Throughput.DaysAsync(port.Key, first, last, cancellationToken));
                years.Add(await client.Throughput.TotalsAsync(port.Key, year, month: null, cancellationToken));
            }

            days[port.Key] = counted;
        }

        return (days, years);
    }
}
