using MassTransit;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Messaging;

internal static class UnreadableMessagesExtensions
{
    public static void SetAsideWith<TDb>(this IReceiveEndpointConfigurator endpoint, UnreadableMessages<TDb> unreadable)
        where TDb : ServiceDbContext
    {
        endpoint.ConfigureError(pipe => pipe.UseFilter(unreadable));
        endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(unreadable));
    }
}
