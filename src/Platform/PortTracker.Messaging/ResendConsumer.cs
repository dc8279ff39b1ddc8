using MassTransit;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Messaging;

/// <summary>Resends a part of the journal to the queue that requested it.</summary>
internal sealed class ResendConsumer<TDb>(TDb db, ServiceName<TDb> name) : IConsumer<ResendRequest>
    where TDb : ServiceDbContext
{
    // A long journal is sent in batches, each of which requests the next, so that a crash does not restart the whole.
    private const int LinesPerBatch = 10_000;

    public async Task Consume(ConsumeContext<ResendRequest> context)
    {
        var cancellationToken = context.CancellationToken;
        var request = context.Message;
        var after = request.Since is { } since
            ? await JournalReader<TDb>.BeforeAsync(db, since, cancellationToken)
            : request.After;
        var lines = await JournalReader<TDb>.ReadAsync(db, after, request.UpTo, LinesPerBatch, cancellationToken);
        if (lines.Count is 0)
        {
            return;
        }

        var endpoint = await context.GetSendEndpoint(BrokerNames.AddressOf(request.Queue));
        var batch = new JournalBatch(name.Value, after, lines[^1].Sequence, lines);
        await Task.WhenAll(
            batch
                .Chunks(JournalBatchMessage.MostEvents)
                .Select(chunk => endpoint.Send(JournalBatchMessage.Of(chunk), cancellationToken))
        );
        if (lines.Count is LinesPerBatch)
        {
            var self = await context.GetSendEndpoint(BrokerNames.AddressOf(BrokerNames.ResendQueueOf(name.Value)));
            await self.Send(request with { After = batch.Last, Since = null }, cancellationToken);
        }
    }
}
