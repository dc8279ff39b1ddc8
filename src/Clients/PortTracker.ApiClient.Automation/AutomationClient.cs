namespace PortTracker.ApiClient.Automation;

/// <summary>Creates clients for programs: with access tokens, and with retries while the server is away.</summary>
public static class AutomationClient
{
    private static readonly TimeSpan DefaultRetryTime = TimeSpan.FromMinutes(2);

    /// <summary>A client that signs in by itself and retries.</summary>
    /// <param name="http">Its base address is the server. The caller disposes of it.</param>
    /// <param name="tokens">Who calls; null for an anonymous caller, who sees only the hall board.</param>
    /// <param name="retryFor">About how long a call is retried: two minutes by default, zero for never.</param>
    public static PortTrackerClient Create(HttpClient http, AccessTokenProvider? tokens, TimeSpan? retryFor = null)
    {
        IApiTransport once = tokens is null ? new HttpTransport(http) : new AuthenticatedTransport(http, tokens);
        return new PortTrackerClient(new ResilientTransport(once, retryFor ?? DefaultRetryTime));
    }
}
