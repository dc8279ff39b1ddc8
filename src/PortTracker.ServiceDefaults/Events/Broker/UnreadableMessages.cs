using System.Buffers.Binary;
using System.Security.Cryptography;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// Sets messages aside that are no segment of a journal, or that nobody takes, among the service's failed events: one place to
/// look at, in the database, where looking changes nothing. The broker's own error queues stay empty.
/// </summary>
internal sealed partial class UnreadableMessages<TDb>(
    IServiceScopeFactory scopes,
    ServiceDatabase<TDb> database,
    ServiceName<TDb> name,
    TimeProvider time,
    ILogger<UnreadableMessages<TDb>> logger
) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
    where TDb : ServiceDbContext
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        // Trouble of the database passes, and an instance that stops lets go of its messages: they stay in the queue.
        if (context.CancellationToken.IsCancellationRequested || StoreErrors.IsOfTheStore(context.Exception))
        {
            await Task.Delay(BetweenTries, context.CancellationToken);
            throw new MessageStaysException(context.Exception);
        }

        await SetAsideAsync(context, context.Exception);
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        SetAsideAsync(context, new NotSupportedException("Nobody here takes messages of this kind."));

    public void Probe(ProbeContext context) => context.CreateFilterScope("set aside");

    private async Task SetAsideAsync(ReceiveContext context, Exception error)
    {
        var body = context.Body.GetBytes();
        // The same message is the same failure, however often it comes.
        var number = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(body)) & long.MaxValue;
        LogUnreadable(error, name.Value);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await database.InTransactionAsync(
            db,
            async () =>
            {
                if (await db.FailedEvents.FindAsync([FailedEvent.Unreadable, number], CancellationToken.None) is null)
                {
                    var line = new JournalLine(number, Guid.Empty, body);
                    db.FailedEvents.Add(FailedEvent.Of(FailedEvent.Unreadable, line, error, time.GetUtcNow()));
                }

                return true;
            },
            CancellationToken.None
        );
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} set aside a message that it cannot read")]
    private partial void LogUnreadable(Exception e, string service);
}

internal static class UnreadableMessagesExtensions
{
    public static void SetAsideWith<TDb>(this IReceiveEndpointConfigurator endpoint, UnreadableMessages<TDb> unreadable)
        where TDb : ServiceDbContext
    {
        endpoint.ConfigureError(pipe => pipe.UseFilter(unreadable));
        endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(unreadable));
    }
}

/// <summary>The message could not be dealt with now, and goes back into its queue.</summary>
internal sealed class MessageStaysException(Exception inner)
    : Exception("The message stays in its queue until it can be dealt with.", inner);
