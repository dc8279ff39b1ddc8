using System.Buffers.Binary;
using System.Security.Cryptography;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceCore.Telemetry;

namespace PortTracker.Messaging;

/// <summary>
/// Stores messages that are not journal batches, or have no consumer, with the service's failed events. There they can be listed
/// without being consumed. The broker's error queues stay empty.
/// </summary>
internal sealed partial class UnreadableMessages<TDb>(
    IServiceScopeFactory scopes,
    ServiceTransaction<TDb> transaction,
    ServiceName<TDb> name,
    IDatabaseDialect dialect,
    TimeProvider time,
    ILogger<UnreadableMessages<TDb>> logger
) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
    where TDb : ServiceDbContext
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Receives what would go to the error and dead-letter queues of an endpoint.</summary>
    public void ReceiveFrom(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureError(pipe => pipe.UseFilter(this));
        endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(this));
    }

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        // Database failures are temporary, and a stopping instance returns its messages: they stay in the queue.
        if (context.CancellationToken.IsCancellationRequested || dialect.IsTransient(context.Exception))
        {
            await Task.Delay(RetryDelay, context.CancellationToken);
            throw new MessageStaysQueuedException(context.Exception);
        }

        await SetAsideAsync(context, context.Exception);
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        SetAsideAsync(context, new NotSupportedException("No consumer in this service accepts messages of this type."));

    public void Probe(ProbeContext context) => context.CreateFilterScope("set aside");

    private async Task SetAsideAsync(ReceiveContext context, Exception error)
    {
        var body = context.Body.GetBytes();
        // A repeated message has the same number, so it is stored once.
        var number = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(body)) & long.MaxValue;
        LogUnreadable(error, name.Value);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await transaction.RunAsync(
            db,
            async () =>
            {
                if (
                    await db.FailedEvents.FindAsync([FailedEventRow.Unreadable, number], CancellationToken.None) is null
                )
                {
                    var line = new RecordedEvent(number, Guid.Empty, body);
                    db.FailedEvents.Add(FailedEventRow.Of(FailedEventRow.Unreadable, line, error, time.GetUtcNow()));
                }

                return true;
            },
            CancellationToken.None
        );
        PortMetrics.EventsSetAside(name.Value, FailedEventRow.Unreadable, 1);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Service} set aside an unreadable message. Find it in the list of failed events, then redrive or discard it."
    )]
    private partial void LogUnreadable(Exception e, string service);
}
