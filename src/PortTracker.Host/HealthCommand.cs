using PortTracker.ServiceCore.Configuration;

namespace PortTracker.Host;

/// <summary><c>health</c>: checks a host from inside an image without a shell or curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Checks whether the host with this configuration is ready, and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddSecretFiles(settings);
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        if (string.IsNullOrWhiteSpace(urls))
        {
            throw new ConfigurationException("Urls is missing. Set it to the address that the host listens on.");
        }

        using var http = new HttpClient { Timeout = RequestTimeout };
        try
        {
            using var answer = await http.GetAsync(new Uri(OwnAddress.Of(urls.Split(';')[0]), HealthEndpoints.Ready));
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                $"The host does not answer. Check that it is running, and that Urls is its address: {e.Message}"
            );
            return 1;
        }
    }
}
