using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Delivery;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceCore.Retention;

/// <summary>
/// Deletes or anonymises data after its retention period: journal entries (<c>Journal:Days</c>, 90), answers (<c>Answers:Days</c>, 7),
/// each <see cref="AnonymisationPolicy{TDb}"/>, failed events (with the period of movements), and the details of the audit trail
/// (<c>Audit:Days</c>, 3650). The audit trail's hash chain stays valid without the details.
/// </summary>
internal sealed partial class RetentionJob<TDb>(
    IServiceScopeFactory scopes,
    ServiceTransaction<TDb> transaction,
    ServiceName<TDb> name,
    IEnumerable<AnonymisationPolicy<TDb>> policies,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<RetentionJob<TDb>> logger
) : BackgroundService
    where TDb : ServiceDbContext
{
    private DateOnly? anonymisedOn;

    /// <summary>Checks the settings at the start, not only at the first run.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        string[] periods = ["Journal", "Answers", "Audit", "Movements", .. policies.Select(policy => policy.What)];
        foreach (var what in periods)
        {
            _ = Before(what, defaultDays: 1);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PurgeAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The next run deletes what this one did not.
                LogFailed(e, name.Value);
            }
        }
    }

    internal async Task PurgeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var journalEnd = Before("Journal", 90);
        var answersEnd = Before("Answers", 7);
        var failuresEnd = Before("Movements", 1825);
        // Keep entries that a consumer or the broker still needs, however old they are.
        var delivered =
            db.RecordsEvents && scope.ServiceProvider.GetService<IEventDelivery<TDb>>() is { } delivery
                ? await delivery.DeliveredAsync(db, cancellationToken)
                : 0;
        await transaction.RunAsync(
            db,
            async () =>
            {
                if (db.RecordsEvents)
                {
                    await db
                        .Journal.Where(entry => entry.RecordedAt < journalEnd && entry.Sequence <= delivered)
                        .ExecuteDeleteAsync(cancellationToken);
                }

                if (db.AppliesEvents)
                {
                    await db.FailedEvents.Where(e => e.FailedAt < failuresEnd).ExecuteDeleteAsync(cancellationToken);
                }

                await db.Answers.Where(answer => answer.GivenAt < answersEnd).ExecuteDeleteAsync(cancellationToken);
                return true;
            },
            cancellationToken
        );
        await AnonymiseAsync(cancellationToken);
    }

    /// <summary>Runs once a day, because it searches all data.</summary>
    private async Task AnonymiseAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (anonymisedOn == today)
        {
            return;
        }

        foreach (var policy in policies)
        {
            var before = Before(policy.What, policy.Days);
            var after = (Guid?)Guid.Empty;
            while (after is { } last)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<TDb>();
                after = await policy.NextAsync(db, before, last, cancellationToken);
                await transaction.RunAsync(db, () => Task.FromResult(true), cancellationToken);
            }
        }

        await PurgeAuditDetailsAsync(Before("Audit", 3650), cancellationToken);
        anonymisedOn = today;
    }

    /// <summary>Rows are in the order of time, so the oldest details show whether there is anything to delete.</summary>
    private async Task PurgeAuditDetailsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const int Batch = 10_000;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        while (await LastToPurgeAsync() is { } last)
        {
            await transaction.RunAsync(
                db,
                async () =>
                    await db
                        .AuditDetails.Where(details => details.Sequence <= last)
                        .ExecuteDeleteAsync(cancellationToken) > 0,
                cancellationToken
            );
        }

        async Task<long?> LastToPurgeAsync()
        {
            var oldest = await db.AuditDetails.MinAsync(details => (long?)details.Sequence, cancellationToken);
            return await db
                .AuditRows.Where(row => row.Sequence >= oldest && row.Sequence < oldest + Batch && row.At < before)
                .MaxAsync(row => (long?)row.Sequence, cancellationToken);
        }
    }

    private DateTimeOffset Before(string what, int defaultDays)
    {
        var days = configuration.GetValue($"{what}:Days", defaultDays);
        return days is > 0 and <= 100_000
            ? time.GetUtcNow().AddDays(-days)
            : throw new ConfigurationException(
                $"{what}:Days is {days}. Set it to the number of days to keep the data, from 1 to 100,000."
            );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service}: retention clean-up failed; it will run again in an hour. Check the database if this repeats."
    )]
    private partial void LogFailed(Exception e, string service);
}
