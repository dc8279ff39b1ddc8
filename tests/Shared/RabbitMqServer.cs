using System.Net.Http.Headers;
using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;
using Testcontainers.RabbitMq;

namespace PortTracker.Testing;

/// <summary>
/// A real RabbitMQ: the one that PORTTRACKER_TEST_RABBITMQ names, with its management API on port 15672, else a server of this
/// machine, else a container where an engine has the image. Who tests has a virtual host of its own on it.
/// </summary>
internal sealed class RabbitMqServer(Uri address, Uri management, IAsyncDisposable? ours = null) : IAsyncDisposable
{
    /// <summary>The reason why tests are skipped.</summary>
    public const string Missing =
        "There is no RabbitMQ: install rabbitmq-server, name a broker in PORTTRACKER_TEST_RABBITMQ, or pull rabbitmq:4-management.";

    private const string Image = "rabbitmq:4-management";
    private const ushort ManagementPort = 15672;
    private static readonly HttpClient Http = new();

    public static async Task<RabbitMqServer?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("PORTTRACKER_TEST_RABBITMQ") is { Length: > 0 } given)
        {
            var address = new Uri(given);
            return new RabbitMqServer(address, new UriBuilder("http", address.Host, ManagementPort).Uri);
        }

        return RabbitMqProcess.IsInstalled ? (await RabbitMqProcess.StartAsync()).Server : await ContainAsync();
    }

    private static async Task<RabbitMqServer?> ContainAsync()
    {
        try
        {
            // Use only a local image: a test run must not download one.
            var container = new RabbitMqBuilder(Image)
                .WithImagePullPolicy(PullPolicy.Never)
                .WithPortBinding(ManagementPort, assignRandomHostPort: true)
                .Build();
            await container.StartAsync();
            var management = new UriBuilder("http", container.Hostname, container.GetMappedPublicPort(ManagementPort));
            return new RabbitMqServer(new Uri(container.GetConnectionString()), management.Uri, container);
        }
        catch (Exception e) when (e is DockerUnavailableException or Docker.DotNet.DockerImageNotFoundException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => ours?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Creates a virtual host through the management API: rabbitmqctl is slow, and works only on its machine.</summary>
    public async Task<VirtualHost> AddVirtualHostAsync()
    {
        var name = $"porttracker-{Guid.NewGuid():N}";
        await SendAsync(HttpMethod.Put, name);
        return new VirtualHost(new UriBuilder(address) { Path = name }.Uri, () => DeleteAsync(name));
    }

    private async ValueTask DeleteAsync(string virtualHost)
    {
        try
        {
            await SendAsync(HttpMethod.Delete, virtualHost);
        }
        catch (HttpRequestException) when (ours is not null)
        {
            // A failed test left the broker stopped. It is deleted with its data.
        }
    }

    private async Task SendAsync(HttpMethod method, string virtualHost)
    {
        using var request = new HttpRequestMessage(method, new Uri(management, $"api/vhosts/{virtualHost}"));
        var user = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(user));
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
