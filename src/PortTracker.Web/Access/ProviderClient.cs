using System.Net.Http.Json;
using System.Text.Json;
using PortTracker.Contracts;

namespace PortTracker.Web.Access;

/// <summary>Where people can sign in with an account that they have elsewhere.</summary>
public sealed class ProviderClient
{
    private readonly HttpClient http;

    /// <summary>A client of the API at this address.</summary>
    public ProviderClient(HttpClient http) => this.http = http;

    /// <summary>The external provider; null where there is none, and where nobody can say.</summary>
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
