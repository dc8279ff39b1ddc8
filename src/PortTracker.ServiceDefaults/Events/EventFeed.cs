using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// What a service does with events of the others. It runs inside the service's own transaction, in batches; the same events
/// may come again, and in any order between services, and must end in the same state.
/// </summary>
public interface IEventConsumer
{
    Task ApplyAsync(IReadOnlyList<PortEvent> events, CancellationToken cancellationToken);
}

/// <summary>How far a reader is with a journal.</summary>
internal interface ISubscription
{
    long? PositionOf(string source);
}

/// <summary>
/// Delivers events within one process: reads the journals of the services that a consumer listens to, from the position that
/// was committed together with what came of the events before. Nothing is delivered before its consumer has committed, so
/// nothing is lost with the process, and a slow consumer holds up no other. That is why the embedded form has no bus: a queue
/// in memory would need receipts, time-outs and redelivery to say what this position says.
/// </summary>
internal sealed partial class EventFeed<TDb, TConsumer>(
    IServiceProvider services,
    Sources<TDb> sources,
    ServiceDatabase<TDb> database,
    ServiceName<TDb> name,
    Doorbells doorbells,
    TimeProvider time,
    ILogger<EventFeed<TDb, TConsumer>> logger
) : BackgroundService, ISubscription
    where TDb : ServiceDbContext
    where TConsumer : class, IEventConsumer
{
    private const int BatchSize = 500;
    private const int ConstraintViolated = 19;
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> positions = new(StringComparer.Ordinal);

    public long? PositionOf(string source)
    {
        lock (positions)
        {
            return sources.Names.Contains(source, StringComparer.Ordinal) ? positions.GetValueOrDefault(source) : null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var doorbell = doorbells.Listen(sources.Names);
        var journals = sources.Names.ToDictionary(
            source => source,
            services.GetRequiredKeyedService<IJournal>,
            StringComparer.Ordinal
        );
        var isLoaded = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isLoaded)
                {
                    await LoadPositionsAsync(stoppingToken);
                    isLoaded = true;
                }

                var batch = await ReadAsync(journals, stoppingToken);
                if (batch.Count is 0)
                {
                    await doorbell.WaitAsync(SlowPoll, stoppingToken);
                    continue;
                }

                await ApplyAsync(batch, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsOfTheStore(e))
            {
                // The disk or the database, not the events: they wait.
                LogUnavailable(e, name.Value);
                isLoaded = false;
                await Task.Delay(SlowPoll, stoppingToken);
            }
        }
    }

    private async Task<List<Delivery>> ReadAsync(
        Dictionary<string, IJournal> journals,
        CancellationToken cancellationToken
    )
    {
        List<Delivery> batch = [];
        foreach (var (source, journal) in journals)
        {
            var lines = await journal.ReadAsync(positions.GetValueOrDefault(source), BatchSize, cancellationToken);
            batch.AddRange(lines.Select(line => new Delivery(source, line)));
        }

        return batch;
    }

    private async Task ApplyAsync(List<Delivery> batch, CancellationToken cancellationToken)
    {
        try
        {
            await CommitAsync(batch, cancellationToken);
        }
        catch (Exception e) when (!IsOfTheStore(e))
        {
            // One of them cannot be applied: find it by applying each alone, and set it aside.
            LogBatchFailed(e, name.Value, batch.Count);
            foreach (var delivery in batch)
            {
                try
                {
                    await CommitAsync([delivery], cancellationToken);
                }
                catch (Exception alone) when (!IsOfTheStore(alone))
                {
                    LogSetAside(alone, name.Value, delivery.Source, delivery.Line.Sequence);
                    await SetAsideAsync(delivery, alone, cancellationToken);
                }
            }
        }
    }

    private Task CommitAsync(List<Delivery> batch, CancellationToken cancellationToken) =>
        InTransactionAsync(
            batch,
            (scope, _) =>
            {
                var events = batch.ConvertAll(delivery => delivery.Event());
                return scope.GetRequiredService<TConsumer>().ApplyAsync(events, cancellationToken);
            },
            cancellationToken
        );

    private Task SetAsideAsync(Delivery delivery, Exception error, CancellationToken cancellationToken) =>
        InTransactionAsync(
            [delivery],
            (_, db) =>
            {
                db.FailedEvents.Add(
                    new FailedEvent
                    {
                        Source = delivery.Source,
                        Sequence = delivery.Line.Sequence,
                        MovementId = delivery.Line.MovementId,
                        Body = delivery.Line.Body,
                        Error = error.ToString() is { Length: > 4000 } text ? text[..4000] : error.ToString(),
                        FailedAt = time.GetUtcNow(),
                    }
                );
                return Task.CompletedTask;
            },
            cancellationToken
        );

    private async Task InTransactionAsync(
        List<Delivery> batch,
        Func<IServiceProvider, TDb, Task> work,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await database.InTransactionAsync(
            db,
            async () =>
            {
                await work(scope.ServiceProvider, db);
                foreach (var source in batch.GroupBy(delivery => delivery.Source, StringComparer.Ordinal))
                {
                    var position = source.Max(delivery => delivery.Line.Sequence);
                    if (await db.Inbox.FindAsync([source.Key], cancellationToken) is { } row)
                    {
                        row.Position = position;
                    }
                    else
                    {
                        db.Inbox.Add(new InboxPosition { Source = source.Key, Position = position });
                    }

                    db.OnCommitted(() => Advance(source.Key, position));
                }

                return true;
            },
            cancellationToken
        );
    }

    private void Advance(string source, long position)
    {
        lock (positions)
        {
            positions[source] = position;
        }
    }

    private async Task LoadPositionsAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (
            var row in await scope
                .ServiceProvider.GetRequiredService<TDb>()
                .Inbox.AsNoTracking()
                .ToListAsync(cancellationToken)
        )
        {
            Advance(row.Source, row.Position);
        }
    }

    // A violated constraint comes with the event; every other trouble of the store passes, and the events wait for that.
    private static bool IsOfTheStore(Exception e) =>
        e is OperationCanceledException or IOException
        || (e.GetBaseException() is DbException and not SqliteException { SqliteErrorCode: ConstraintViolated });

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} cannot reach its database; its events wait")]
    private partial void LogUnavailable(Exception e, string service);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Service} could not apply a batch of {Count} events; trying each"
    )]
    private partial void LogBatchFailed(Exception e, string service, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} set event {Sequence} of {Source} aside")]
    private partial void LogSetAside(Exception e, string service, string source, long sequence);

    private sealed record Delivery(string Source, JournalLine Line)
    {
        public PortEvent Event() =>
            JsonSerializer.Deserialize<PortEvent>(Line.Body, PortJson.Options)
            ?? throw new JsonException("The journal line is empty.");
    }
}

/// <summary>The services to which a service listens.</summary>
internal sealed record Sources<TDb>(IReadOnlyList<string> Names);

public static class EventFeedExtensions
{
    /// <summary>Lets a consumer take in the events of the named services.</summary>
    public static IServiceCollection AddEventConsumer<TDb, TConsumer>(
        this IServiceCollection services,
        params IReadOnlyList<string> sources
    )
        where TDb : ServiceDbContext
        where TConsumer : class, IEventConsumer
    {
        services.AddSingleton(new Sources<TDb>(sources));
        services.AddScoped<TConsumer>();
        services.AddSingleton<EventFeed<TDb, TConsumer>>();
        services.AddSingleton<ISubscription>(provider => provider.GetRequiredService<EventFeed<TDb, TConsumer>>());
        services.AddHostedService(provider => provider.GetRequiredService<EventFeed<TDb, TConsumer>>());
        return services;
    }
}
