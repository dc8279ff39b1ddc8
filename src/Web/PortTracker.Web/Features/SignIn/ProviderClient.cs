using System.Net.Http.Json;
using System.Text.Json;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;

namespace PortTracker.Web.Features.SignIn;

/// <summary>Asks for the external sign-in provider.</summary>
public sealed class ProviderClient
{
    private readonly HttpClient http;

    /// <summary>Creates a client.</summary>
    public ProviderClient(HttpClient http) => this.http = http;

    /// <summary>The external provider; null if there is none, or if the API does not answer.</summary>
    public async Task<ExternalProvider?> ProviderAsync()
    {
        try
        {
            using var answer = await http.GetAsync("api/access/external/provider");
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<ExternalProvider>(PortJson.Options)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException)
        {
            return null;
        }
    }
}
