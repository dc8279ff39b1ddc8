using System.Text.Json;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;

namespace PortTracker.Web.Shared;

/// <summary>
/// Adds the antiforgery token to every write. The token belongs to the user whom the page knows: each answer about the current user renews it.
/// If no page requested the user, the handler does so before the first write.
/// </summary>
/// <param name="server">The server's address.</param>
public sealed class AntiforgeryHandler(Uri server) : DelegatingHandler
{
    private readonly Uri me = new(server, "api/access/me");
    private string? token;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.Method == HttpMethod.Post)
        {
            if (token is null)
            {
                using var user = new HttpRequestMessage(HttpMethod.Get, me);
                var answer = await GetUserAsync(user, cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    return answer;
                }

                answer.Dispose();
            }

            request.Headers.TryAddWithoutValidation(RequestHeaders.Antiforgery, token);
        }
        else if (request.RequestUri == me)
        {
            return await GetUserAsync(request, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>Requests the current user and notes the token.</summary>
    private async Task<HttpResponseMessage> GetUserAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            token = TokenOf(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }

        return response;
    }

    private static string? TokenOf(byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize<CurrentUser>(answer, PortJson.Options)?.AntiforgeryToken;
        }
        catch (JsonException)
        {
            // The caller reports the unreadable answer.
            return null;
        }
    }
}
