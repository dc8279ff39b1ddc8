using System.Net;
using System.Text.Json;
using PortTracker.Contracts.Api;

namespace PortTracker.Tests;

internal static class ResponseExtensions
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return JsonSerializer.Deserialize<T>(text, PortJson.Options) ?? throw new InvalidOperationException(text);
    }

    public static async Task<ProblemResponse> ShouldBeProblemAsync(
        this HttpResponseMessage response,
        HttpStatusCode status
    )
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        return JsonSerializer.Deserialize<ProblemResponse>(text, PortJson.Options)!;
    }
}
