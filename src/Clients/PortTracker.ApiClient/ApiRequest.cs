using PortTracker.Contracts.Api;

namespace PortTracker.ApiClient;

/// <summary>One call of the API. A transport may send it several times: its idempotency key makes the server act once.</summary>
public sealed record ApiRequest
{
    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query, relative to the server's address.</summary>
    public required string Path { get; init; }

    /// <summary>Creates the body of one attempt; null for a call without a body.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Identifies a write across attempts; null for calls that the server does not record.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether the body is a file: its upload has no time limit.</summary>
    public bool IsUpload { get; init; }

    /// <summary>Whether the caller reads the answer while it arrives. Such a call is sent once.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>When an attempt is complete: with the whole body, or with the headers of a streamed answer.</summary>
    public HttpCompletionOption Completion =>
        IsStreamed ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;

    /// <summary>Creates the message of one attempt.</summary>
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Path) { Content = Content?.Invoke() };
        if (IdempotencyKey is not null)
        {
            message.Headers.Add(RequestHeaders.IdempotencyKey, IdempotencyKey);
        }

        return message;
    }
}
