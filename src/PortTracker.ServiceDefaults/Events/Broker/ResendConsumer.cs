using MassTransit;

namespace PortTracker.ServiceDefaults;

/// <summary>Sends a part of the journal again to the one who asked.</summary>
internal sealed class ResendConsumer<TDb>(TDb db, ServiceName<TDb> name) : IConsumer<ResendJournal>
    where TDb : ServiceDbContext
{
    // A long journal is sent in portions, each asked for by the one before: what dies in between goes on from there.
    private const int LinesAPortion = 10_000;

    public async Task Consume(ConsumeContext<ResendJournal> context)
    {
        var cancellationToken = context.CancellationToken;
        var request = context.Message;
        var after = request.Since is { } since
            ? await Journal<TDb>.BeforeAsync(db, since, cancellationToken)
            : request.After;
        var lines = await Journal<TDb>.ReadAsync(db, after, request.UpTo, LinesAPortion, cancellationToken);
        if (lines.Count is 0)
        {
            return;
        }

        var endpoint = await context.GetSendEndpoint(BrokerNames.AddressOf(request.Queue));
        var portion = new Segment(name.Value, after, lines[^1].Sequence, lines);
        await Task.WhenAll(
            portion
                .Chunks(JournalSegment.MostEvents)
                .Select(chunk => endpoint.Send(JournalSegment.Of(chunk), cancellationToken))
        );
        if (lines.Count is LinesAPortion)
        {
            var self = await context.GetSendEndpoint(BrokerNames.AddressOf(BrokerNames.ResendQueueOf(name.Value)));
            await self.Send(request with { After = portion.Last, Since = null }, cancellationToken);
        }
    }
}

/// <summary>The endpoint on which a service is asked for its journal.</summary>
internal sealed class ResendConsumerDefinition<TDb> : ConsumerDefinition<ResendConsumer<TDb>>
    where TDb : ServiceDbContext
{
    private readonly UnreadableMessages<TDb> unreadable;

    public ResendConsumerDefinition(ServiceName<TDb> name, UnreadableMessages<TDb> unreadable)
    {
        this.unreadable = unreadable;
        EndpointName = BrokerNames.ResendQueueOf(name.Value);
        ConcurrentMessageLimit = 1;
        Endpoint(endpoint => endpoint.PrefetchCount = 1);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ResendConsumer<TDb>> consumerConfigurator,
        IRegistrationContext context
    )
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.SetAsideWith(unreadable);
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SetQuorumQueue();
        }
    }
}
