using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// <c>POST /api/{service}/replays</c>: has the journals of the others applied once more to what this service made of them. Nothing is
/// emptied first: an event's state replaces what is there unless a later one is known, so a replay mends what was spoilt or lost,
/// hides nothing while it runs, and may be repeated.
/// </summary>
internal sealed class Replay<TDb>(
    TDb db,
    ServiceDatabase<TDb> database,
    ServiceName<TDb> name,
    OwnProgress<TDb> own,
    IServiceProvider services
)
    where TDb : ServiceDbContext
{
    public static async Task<Accepted<ReplayStarted>> HandleAsync(
        ReplayRequest request,
        TDb db,
        ServiceDatabase<TDb> database,
        ServiceName<TDb> name,
        OwnProgress<TDb> own,
        IServiceProvider services,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Accepted(
            (string?)null,
            await new Replay<TDb>(db, database, name, own, services).StartAsync(request.From, cancellationToken)
        );

    private async Task<ReplayStarted> StartAsync(DateTimeOffset? from, CancellationToken cancellationToken)
    {
        var sources = ServiceNames.SourcesOf(name.Value);
        var bus = services.GetService<IBus>();
        Dictionary<string, long> positions = new(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (from is null)
            {
                positions[source] = 0;
            }
            else if (bus is null)
            {
                var journal = services.GetRequiredKeyedService<IJournal>(source);
                positions[source] = await journal.BeforeAsync(from.Value, cancellationToken);
            }
        }

        await database.InTransactionAsync(
            db,
            async () =>
            {
                foreach (var row in await db.Inbox.ToListAsync(cancellationToken))
                {
                    if (positions.TryGetValue(row.Source, out var position))
                    {
                        row.Rewind(position);
                        db.OnCommitted(() => own.Of(row.Source).Rewind(position));
                    }
                }

                db.Audit(after: new { From = from, Positions = positions });
                return true;
            },
            cancellationToken
        );
        if (bus is not null)
        {
            // Where each instance has a picture of its own, all of them hear it.
            var queue = BrokerNames.QueueOf(name.Value);
            await Task.WhenAll(sources.Select(source => AskAsync(bus, source, queue, from, cancellationToken)));
        }

        return new ReplayStarted { Service = name.Value, Positions = positions };
    }

    private static async Task AskAsync(
        IBus bus,
        string source,
        string queue,
        DateTimeOffset? from,
        CancellationToken cancellationToken
    )
    {
        var endpoint = await bus.GetSendEndpoint(BrokerNames.AddressOf(BrokerNames.ResendQueueOf(source)));
        await endpoint.Send(
            new ResendJournal
            {
                Queue = queue,
                After = 0,
                Since = from,
            },
            cancellationToken
        );
    }
}
