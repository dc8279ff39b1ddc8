using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>Asks a server for all that a verification needs.</summary>
public static class EvidenceReader
{
    private const int Tries = 3;
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until the services have heard each other, has the days counted, and reads everything.</summary>
    /// <param name="client">The server, in the name of an auditor or an administrator.</param>
    /// <param name="step">Told in words what is being done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TimeoutException">Traffic goes on, so that no two services can be compared.</exception>
    public static async Task<Evidence> ReadAsync(
        PortTrackerClient client,
        IProgress<string>? step = null,
        CancellationToken cancellationToken = default
    )
    {
        for (var i = 0; i < Tries; i++)
        {
            step?.Report("Waiting until every service has heard all events");
            var feeds = await Feeds.DrainAsync(client, DrainPatience, cancellationToken);

            step?.Report("Counting the days");
            await client.AggregateAsync(cancellationToken);

            step?.Report("Reading the ledgers");
            var ledgers = await Task.WhenAll(
                ServiceNames.All.Select(service =>
                    client.LedgerAsync(service, cancellationToken).ToListAsync(cancellationToken).AsTask()
                )
            );
            var (days, years) = await TotalsAsync(client, ledgers.SelectMany(ledger => ledger), cancellationToken);

            var after = await Feeds.ReadAsync(client, cancellationToken);
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
            "Vehicles moved while the ledgers were read, so they cannot be compared: stop the traffic and verify again."
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
                counted.AddRange(await client.DaysAsync(port.Key, first, last, cancellationToken));
                years.Add(await client.TotalsAsync(port.Key, year, month: null, cancellationToken));
            }

            days[port.Key] = counted;
        }

        return (days, years);
    }
}
