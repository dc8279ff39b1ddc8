using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace PortTracker.Client;

/// <summary>When and how long a call is tried again: only what says that the server did not come to it, or may not have.</summary>
internal static class Retries
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(100);

    /// <summary>Tries for about as long as given, an attempt at most 100 seconds.</summary>
    public static ResiliencePipeline<HttpResponseMessage> ForCalls(TimeSpan total) =>
        Retrying(total).AddTimeout(Attempt).Build();

    /// <summary>As for calls, but an attempt may take as long as it takes.</summary>
    public static ResiliencePipeline<HttpResponseMessage> ForUploads(TimeSpan total) => Retrying(total).Build();

    private static ResiliencePipelineBuilder<HttpResponseMessage> Retrying(TimeSpan total)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>();
        return AttemptsWithin(total) is 0
            ? pipeline
            : pipeline.AddRetry(
                new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = AttemptsWithin(total),
                    Delay = FirstDelay,
                    MaxDelay = LongestDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                        .Handle<HttpRequestException>()
                        .Handle<TimeoutRejectedException>()
                        .HandleResult(response => IsTransient(response.StatusCode)),
                }
            );
    }

    // Not 500: the server came to it and failed, and would fail again.
    private static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    // A number and not a deadline, so that what surfaces in the end is the last failure and not a time-out without a cause.
    private static int AttemptsWithin(TimeSpan total)
    {
        var attempts = 0;
        var delay = FirstDelay;
        for (var waited = TimeSpan.Zero; waited < total; waited += delay)
        {
            delay = attempts++ is 0 ? FirstDelay : TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
        }

        return attempts;
    }
}
