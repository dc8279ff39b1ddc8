using Hangfire;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Aggregation;

/// <summary>
/// Counts every business day that is not closed or whose facts have changed. It queries the database for pending days and counts a month at
/// a time, so it is correct after an outage, a crash or a late event, and when it runs twice at once.
/// </summary>
internal sealed class DailyAggregation(
    ThroughputDb db,
    ServiceTransaction<ThroughputDb> transaction,
    PortCatalog ports,
    TimeProvider time
)
{
    // The event feed waits while a chunk is counted.
    private const int DaysAtOnce = 31;
    private static readonly TimeSpan RunsKept = TimeSpan.FromDays(90);

    // No retry: the next run starts within ten minutes and includes the same days.
    [AutomaticRetry(Attempts = 0)]
    public Task<AggregationRun> RunAsync(CancellationToken cancellationToken) =>
        RunAsync(by: null, recount: null, cancellationToken);

    /// <summary>Counts the pending days, and the days of a recount whether they changed or not.</summary>
    public async Task<AggregationRun> RunAsync(string? by, RecountRequest? recount, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var started = time.GetTimestamp();
        int days = 0,
            changed = 0;
        if (recount is not null)
        {
            await MarkAsync(recount, cancellationToken);
        }

        foreach (var port in ports.All)
        {
            foreach (var chunk in await PendingAsync(port))
            {
                await transaction.RunAsync(
                    db,
                    async () =>
                    {
                        changed += await CountAgainAsync(port, chunk, cancellationToken);
                        return true;
                    },
                    cancellationToken
                );
                days += chunk.Length;
            }
        }

        var run = new AggregationRun(startedAt, (long)time.GetElapsedTime(started).TotalMilliseconds, days, changed)
        {
            By = by,
            Port = recount?.Port.Code,
            From = recount?.From,
            To = recount?.To,
        };
        await RecordAsync(run, cancellationToken);
        return run;

        async Task<IEnumerable<DateOnly[]>> PendingAsync(Port port) =>
            (await db.PendingDaysAsync(port, port.BusinessDate(time.GetUtcNow()), cancellationToken)).Chunk(DaysAtOnce);
    }

    /// <summary>
    /// Marks the days that have departures or counts. If this run fails, the next one counts them.
    /// </summary>
    private Task MarkAsync(RecountRequest recount, CancellationToken cancellationToken) =>
        transaction.RunAsync(
            db,
            async () =>
            {
                var (port, from, to) = (recount.Port.Code, recount.From, recount.To);
                var departed = db
                    .Facts.Where(fact => fact.Port == port && fact.DepartedOn >= from && fact.DepartedOn <= to)
                    .Select(fact => fact.DepartedOn!.Value);
                var counted = db
                    .DailyTotals.Where(total => total.Port == port && total.Date >= from && total.Date <= to)
                    .Select(total => total.Date);
                var days = await departed.Union(counted).ToListAsync(cancellationToken);
                await db.DirtyDays.MarkAsync(days.Select(day => (port, day)), cancellationToken);
                return true;
            },
            cancellationToken
        );

    /// <summary>Counts the days, and returns how many changed.</summary>
    private async Task<int> CountAgainAsync(Port port, DateOnly[] days, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = port.BusinessDate(now);
        var counts = await db.CountDeparturesAsync(port, days, cancellationToken);
        var totals = await db
            .DailyTotals.Where(total => total.Port == port.Code && EF.Parameter(days).Contains(total.Date))
            .ToDictionaryAsync(total => total.Date, cancellationToken);
        List<DateOnly> changed = [];
        foreach (var day in days)
        {
            if (!totals.TryGetValue(day, out var total))
            {
                total = new DailyTotal { Port = port.Code, Date = day };
                db.DailyTotals.Add(total);
            }

            if (total.Take(counts[day], closed: day < today, now))
            {
                changed.Add(day);
                db.BreakdownLines.AddRange(counts[day].BreakdownLines(port.Code, day));
            }
        }

        var replaced = changed.ToArray();
        await db
            .BreakdownLines.Where(line => line.Port == port.Code && EF.Parameter(replaced).Contains(line.Date))
            .ExecuteDeleteAsync(cancellationToken);
        // By concurrency token: a day that another writer has marked again stays marked.
        db.DirtyDays.RemoveRange(
            await db
                .DirtyDays.Where(day => day.Port == port.Code && EF.Parameter(days).Contains(day.Date))
                .ToListAsync(cancellationToken)
        );
        return changed.Count;
    }

    private Task RecordAsync(AggregationRun run, CancellationToken cancellationToken) =>
        transaction.RunAsync(
            db,
            async () =>
            {
                var end = run.StartedAt - RunsKept;
                await db.AggregationRuns.Where(old => old.StartedAt < end).ExecuteDeleteAsync(cancellationToken);
                db.AggregationRuns.Add(
                    new AggregationRunRecord
                    {
                        StartedAt = run.StartedAt,
                        Milliseconds = run.Milliseconds,
                        Days = run.Days,
                        Changed = run.Changed,
                        By = run.By,
                        Port = run.Port,
                        From = run.From,
                        To = run.To,
                    }
                );
                return true;
            },
            cancellationToken
        );
}
