using MassTransit;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Messaging;

/// <summary>Retries a message while the service's database is unavailable. Later messages wait in the queue.</summary>
internal static class UnavailableDatabaseRetry
{
    // Ten minutes. The broker redelivers a message that is not confirmed within thirty.
    private const int Retries = 600;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static void RetryWhileUnavailable(this IReceiveEndpointConfigurator endpoint, IDatabaseDialect dialect) =>
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(dialect.IsTransient);
            retry.Interval(Retries, Interval);
        });
}
