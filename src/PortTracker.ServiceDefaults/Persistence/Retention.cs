using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Lets go of what is past its time: journal entries (<c>Journal:Days</c>, 90), answers (<c>Answers:Days</c>, 7), and of what is about
/// persons and single vehicles: each <see cref="Forgetting{TDb}"/>, failed messages (as movements), and the details of the audit
/// trail (<c>Audit:Days</c>, 3650), whose chain of hashes holds without them.
/// </summary>
internal sealed partial class Retention<TDb>(
    IServiceScopeFactory scopes,
    ServiceDatabase<TDb> database,
    ServiceName<TDb> name,
    IEnumerable<ISubscription> subscriptions,
    IEnumerable<Forgetting<TDb>> forgettings,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<Retention<TDb>> logger
) : BackgroundService
    where TDb : ServiceDbContext
{
    private DateOnly? forgotOn;

    /// <summary>Says at the start what is wrong with the settings, and not in the first hour.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        string[] periods =
        [
            "Journal",
            "Answers",
            "Audit",
            "Movements",
            .. forgettings.Select(forgetting => forgetting.What),
        ];
        foreach (var what in periods)
        {
            _ = Before(what, otherwise: 1);
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
                await LetGoAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What is too old now is too old in an hour as well.
                LogFailed(e, name.Value);
            }
        }
    }

    internal async Task LetGoAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var journalEnd = Before("Journal", 90);
        var answersEnd = Before("Answers", 7);
        var failuresEnd = Before("Movements", 1825);
        // What a reader has not taken in yet, or the broker has not got, stays, however old it is.
        var hasJournal = db.Model.FindEntityType(typeof(JournalEntry)) is not null;
        var taken =
            !hasJournal ? 0
            : configuration.UsesBroker()
                ? await db.Outbox.Select(outbox => outbox.Position).SingleAsync(cancellationToken)
            : subscriptions
                .Select(subscription => subscription.PositionOf(name.Value))
                .OfType<long>()
                .DefaultIfEmpty(0)
                .Min();
        await database.InTransactionAsync(
            db,
            async () =>
            {
                if (hasJournal)
                {
                    await db
                        .Journal.Where(entry => entry.RecordedAt < journalEnd && entry.Sequence <= taken)
                        .ExecuteDeleteAsync(cancellationToken);
                    await db.FailedEvents.Where(e => e.FailedAt < failuresEnd).ExecuteDeleteAsync(cancellationToken);
                }

                await db.Answers.Where(answer => answer.GivenAt < answersEnd).ExecuteDeleteAsync(cancellationToken);
                return true;
            },
            cancellationToken
        );
        await ForgetAsync(cancellationToken);
    }

    /// <summary>Once a day: it looks through all that there is.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (forgotOn == today)
        {
            return;
        }

        foreach (var forgetting in forgettings)
        {
            var before = Before(forgetting.What, forgetting.Days);
            var after = (Guid?)Guid.Empty;
            while (after is { } last)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<TDb>();
                after = await forgetting.NextAsync(db, before, last, cancellationToken);
                await database.InTransactionAsync(db, () => Task.FromResult(true), cancellationToken);
            }
        }

        await ForgetDetailsAsync(Before("Audit", 3650), cancellationToken);
        forgotOn = today;
    }

    /// <summary>The rows stand in the order of time, so that the oldest details tell whether any are to go.</summary>
    private async Task ForgetDetailsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const int Batch = 10_000;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        while (await LastToGoAsync() is { } last)
        {
            await database.InTransactionAsync(
                db,
                async () =>
                    await db
                        .AuditDetails.Where(details => details.Sequence <= last)
                        .ExecuteDeleteAsync(cancellationToken) > 0,
                cancellationToken
            );
        }

        async Task<long?> LastToGoAsync()
        {
            var oldest = await db.AuditDetails.MinAsync(details => (long?)details.Sequence, cancellationToken);
            return await db
                .AuditRows.Where(row => row.Sequence >= oldest && row.Sequence < oldest + Batch && row.At < before)
                .MaxAsync(row => (long?)row.Sequence, cancellationToken);
        }
    }

    private DateTimeOffset Before(string what, int otherwise)
    {
        var days = configuration.GetValue($"{what}:Days", otherwise);
        return days is > 0 and <= 100_000
            ? time.GetUtcNow().AddDays(-days)
            : throw new ConfigurationException($"{what}:Days: give for how many days to keep it, from 1 to 100,000.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} could not let go of what is past its time")]
    private partial void LogFailed(Exception e, string service);
}
