using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary>
/// Counts every business day that is not closed yet or whose facts have changed since. It asks the database what there is to
/// do and does it a month at a time, so it is right after an outage, a crash, a late event, and when it runs twice at once.
/// </summary>
internal sealed class DailyAggregation(
    ThroughputDb db,
    ServiceDatabase<ThroughputDb> database,
    PortCatalog ports,
    TimeProvider time
)
{
    // The feed waits while a chunk is counted.
    private const int DaysAtOnce = 31;
    private static readonly TimeSpan RunsKept = TimeSpan.FromDays(90);

    // Not tried again on failure: the next run is at most ten minutes away and leaves nothing out.
    [AutomaticRetry(Attempts = 0)]
    public Task<AggregationRun> RunAsync(CancellationToken cancellationToken) =>
        RunAsync(by: null, recount: null, cancellationToken);

    /// <summary>Counts what is to be counted and, if days are named, those once more, whether anything has changed in them or not.</summary>
    public async Task<AggregationRun> RunAsync(string? by, Recount? recount, CancellationToken cancellationToken)
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
            foreach (var chunk in (await PendingAsync(port, cancellationToken)).Chunk(DaysAtOnce))
            {
                await database.InTransactionAsync(
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
    }

    /// <summary>
    /// Marks those days of which something is on record. Should the count not come to its end, the next one takes them in.
    /// </summary>
    private Task MarkAsync(Recount recount, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
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

    /// <summary>Counts the days and tells how many of them have changed.</summary>
    private async Task<int> CountAgainAsync(Port port, DateOnly[] days, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = port.BusinessDate(now);
        var counts = await CountAsync(port, days, cancellationToken);
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
                db.DailyBreakdowns.AddRange(counts[day].Breakdowns(port.Code, day));
            }
        }

        var replaced = changed.ToArray();
        await db
            .DailyBreakdowns.Where(line => line.Port == port.Code && EF.Parameter(replaced).Contains(line.Date))
            .ExecuteDeleteAsync(cancellationToken);
        // By their stamp: a day that another writer has marked since stays marked.
        db.DirtyDays.RemoveRange(
            await db
                .DirtyDays.Where(day => day.Port == port.Code && EF.Parameter(days).Contains(day.Date))
                .ToListAsync(cancellationToken)
        );
        return changed.Count;
    }

    /// <summary>
    /// Every dirty day, and every day without a closed count from the first departure to today; of imported movements, from the
    /// first to the last of them: between them and go-live nothing is known, and nothing is not zero.
    /// </summary>
    private async Task<SortedSet<DateOnly>> PendingAsync(Port port, CancellationToken cancellationToken)
    {
        var today = port.BusinessDate(time.GetUtcNow());
        var pending = new SortedSet<DateOnly>(
            await db
                .DirtyDays.Where(day => day.Port == port.Code)
                .Select(day => day.Date)
                .ToListAsync(cancellationToken)
        );
        var closed = await db
            .DailyTotals.Where(total => total.Port == port.Code && total.Closed)
            .Select(total => total.Date)
            .ToHashSetAsync(cancellationToken);
        var spans = await db
            .Facts.Where(fact => fact.Port == port.Code && fact.DepartedOn != null)
            .GroupBy(fact => fact.Imported)
            .Select(facts => new
            {
                IsImported = facts.Key,
                First = facts.Min(f => f.DepartedOn),
                Last = facts.Max(f => f.DepartedOn),
            })
            .ToListAsync(cancellationToken);
        foreach (var span in spans)
        {
            var last = span.IsImported ? span.Last!.Value : today;
            for (var day = span.First!.Value; day <= last; day = day.AddDays(1))
            {
                if (!closed.Contains(day))
                {
                    pending.Add(day);
                }
            }
        }

        return pending;
    }

    /// <summary>One pass over the departures of the days gives their counts, breakdowns and times, all of one moment.</summary>
    private async Task<Dictionary<DateOnly, DayCount>> CountAsync(
        Port port,
        DateOnly[] days,
        CancellationToken cancellationToken
    )
    {
        var counts = days.ToDictionary(day => day, _ => new DayCount());
        var departures = db
            .Facts.Where(fact =>
                fact.Port == port.Code && fact.DepartedOn != null && EF.Parameter(days).Contains(fact.DepartedOn.Value)
            )
            .Select(fact => new Departure(
                fact.DepartedOn!.Value,
                fact.DepartedHour!.Value,
                fact.Brand,
                fact.Destination,
                fact.Propulsion,
                fact.Category,
                fact.Form,
                fact.Channel,
                fact.Inspections,
                fact.Findings,
                fact.ArrivedAt,
                fact.GrantedAt,
                fact.DepartedAt
            ))
            .AsAsyncEnumerable();
        await foreach (var departure in departures.WithCancellation(cancellationToken))
        {
            counts[departure.Date].Add(departure);
        }

        return counts;
    }

    private Task RecordAsync(AggregationRun run, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db,
            async () =>
            {
                var end = run.StartedAt - RunsKept;
                await db.AggregationRuns.Where(old => old.StartedAt < end).ExecuteDeleteAsync(cancellationToken);
                db.AggregationRuns.Add(
                    new CompletedRun
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
