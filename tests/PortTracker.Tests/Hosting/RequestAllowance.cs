using System.Net;

namespace PortTracker.Tests.Hosting;

/// <summary>How many requests a caller may send before it is refused.</summary>
internal static class RequestAllowance
{
    /// <summary>What a caller may send at once with a limit of one request a second.</summary>
    public const int AtOnce = 5;

    public const int MoreThanAnyMaySend = 100;

    /// <summary>A route that anyone may call.</summary>
    public const string Route = "/api/board/ports";

    /// <summary>Whether a client can use its whole allowance before it is refused. A small part is restored meanwhile.</summary>
    public static async Task<bool> HasAllowanceAsync(HttpClient client, int allowance = AtOnce)
    {
        for (var sent = 0; sent < allowance; sent++)
        {
            using var answer = await client.GetAsync(Route);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                return false;
            }
        }

        using var refused = await UntilRefusedAsync(client);
        return true;
    }

    public static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient client)
    {
        for (var sent = 0; sent < MoreThanAnyMaySend; sent++)
        {
            var answer = await client.GetAsync(Route);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            answer.Dispose();
        }

        throw new InvalidOperationException("The caller is not limited.");
    }
}
