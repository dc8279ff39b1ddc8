using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace PortTracker.ApiClient.Automation;

/// <summary>When a call is retried: only after failures in which the server may not have acted on it.</summary>
internal static class RetryPipelines
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Retries for about the given time. An attempt takes at most 100 seconds.</summary>
    public static ResiliencePipeline<HttpResponseMessage> ForCalls(TimeSpan total) =>
        Retrying(total).AddTimeout(AttemptTimeout).Build();

    /// <summary>As for calls, but without a limit for an attempt.</summary>
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

    // Not 500: the server tried and failed, and would fail again.
    private static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    // A number of attempts rather than a deadline: the caller then sees the last failure, not a timeout without a cause.
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
