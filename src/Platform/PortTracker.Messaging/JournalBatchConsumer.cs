using MassTransit;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Messaging;

/// <summary>Applies batches from the broker, as the event feed does within one process.</summary>
internal sealed class JournalBatchConsumer<TDb, TConsumer>(
    TDb db,
    EventIntake<TDb, TConsumer> intake,
    GapDetector<TDb> gaps,
    InstanceProgress<TDb> progress,
    SourceLiveness liveness
) : IConsumer<JournalBatchMessage>
    where TDb : ServiceDbContext
    where TConsumer : class, IEventConsumer
{
    public async Task Consume(ConsumeContext<JournalBatchMessage> context)
    {
        var batch = context.Message;
        liveness.MarkHeard(batch.Source);
        if (batch.Events.Count > 0)
        {
            await intake.ApplyAsync([batch.ToBatch()], context.CancellationToken);
            progress.Of(batch.Source).Take(batch.After, batch.Last);
        }

        await gaps.CheckAsync(db, batch, context, context.CancellationToken);
    }
}
