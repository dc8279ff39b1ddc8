using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>Lets go of journal entries and answers that are past their time: <c>Journal:Days</c> (90), <c>Answers:Days</c> (7).</summary>
internal sealed partial class Retention<TDb>(
    IServiceScopeFactory scopes,
    ServiceDatabase<TDb> database,
    ServiceName<TDb> name,
    IEnumerable<ISubscription> subscriptions,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<Retention<TDb>> logger
) : BackgroundService
    where TDb : ServiceDbContext
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
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
        var now = time.GetUtcNow();
        var journalEnd = now.AddDays(-configuration.GetValue("Journal:Days", 90));
        var answersEnd = now.AddDays(-configuration.GetValue("Answers:Days", 7));
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
                }

                await db.Answers.Where(answer => answer.GivenAt < answersEnd).ExecuteDeleteAsync(cancellationToken);
                return true;
            },
            cancellationToken
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} could not let go of what is past its time")]
    private partial void LogFailed(Exception e, string service);
}
