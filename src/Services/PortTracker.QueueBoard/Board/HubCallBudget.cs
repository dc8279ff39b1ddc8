using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace PortTracker.QueueBoard.Board;

/// <summary>
/// Limits the calls of each connection, and closes one that exceeds them: a board calls once, and again after a gap. Logs what fails
/// unexpectedly; refusals are the caller's.
/// </summary>
internal sealed partial class HubCallBudget(ILogger<HubCallBudget> logger) : IHubFilter
{
    private const string Key = nameof(HubCallBudget);

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        context.Context.Items[Key] = new TokenBucketRateLimiter(
            new TokenBucketRateLimiterOptions
            {
                TokenLimit = 30,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(2),
            }
        );
        await next(context);
    }

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext context,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        using var call = ((RateLimiter)context.Context.Items[Key]!).AttemptAcquire();
        if (!call.IsAcquired)
        {
            context.Context.Abort();
            throw new HubException("This connection calls too often and was closed. Connect again in a minute.");
        }

        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is not HubException)
        {
            LogFailed(e, context.HubMethodName);
            throw;
        }
    }

    public async Task OnDisconnectedAsync(
        HubLifetimeContext context,
        Exception? exception,
        Func<HubLifetimeContext, Exception?, Task> next
    )
    {
        await next(context, exception);
        await ((RateLimiter)context.Context.Items[Key]!).DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The hub's {Method} failed")]
    private partial void LogFailed(Exception e, string method);
}
