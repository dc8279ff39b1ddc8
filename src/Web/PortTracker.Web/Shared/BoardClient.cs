using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;

namespace PortTracker.Web.Shared;

/// <summary>Calls the board's HTTP API. Throws <see cref="BoardUnavailableException"/> if it is unavailable.</summary>
public sealed class BoardClient
{
    private readonly HttpClient http;

    /// <summary>Creates a client.</summary>
    public BoardClient(HttpClient http) => this.http = http;

    /// <summary>The ports that have a board.</summary>
    public async Task<IReadOnlyList<PortInfo>> PortsAsync(CancellationToken cancellationToken = default) =>
        await GetAsync<List<PortInfo>>("api/board/ports", cancellationToken) ?? [];

    /// <summary>A port's board; null if the port does not exist.</summary>
    public Task<BoardSnapshot?> BoardAsync(string port, CancellationToken cancellationToken = default) =>
        GetAsync<BoardSnapshot>($"api/board/{Uri.EscapeDataString(port)}", cancellationToken);

    private async Task<T?> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<T>(PortJson.Options, cancellationToken);
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new BoardUnavailableException(e);
        }
    }
}
