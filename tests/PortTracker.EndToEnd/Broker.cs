using System.Diagnostics;
using System.Security.Cryptography;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PortTracker.EndToEnd;

/// <summary>
/// A real RabbitMQ: the one that PORTTRACKER_TEST_RABBITMQ names, or else a server of this machine, started for these tests on
/// loopback with its own data, that can be stopped and killed. Without either the tests skip, and say so.
/// </summary>
public sealed class Broker : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string? Given = Environment.GetEnvironmentVariable("PORTTRACKER_TEST_RABBITMQ");

    // First the place where Debian keeps the programs: what is on the path there wants to be another user.
    private static readonly string? Programs = new[] { "/usr/lib/rabbitmq/bin" }
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "rabbitmq-server")));

    private readonly string directory = Directory.CreateTempSubdirectory("porttracker-rabbitmq-").FullName;
    private readonly int port = Loopback.FreePort();
    private readonly int distributionPort = Loopback.FreePort();
    private readonly string password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private Process? server;

    public Uri Address => new(Given ?? $"amqp://porttracker:{password}@127.0.0.1:{port}/");

    /// <summary>Whether it is ours to stop.</summary>
    public bool IsOurs => Given is null;

    public async ValueTask InitializeAsync()
    {
        if (IsOurs)
        {
            Assert.SkipWhen(
                Programs is null,
                "There is no RabbitMQ: install rabbitmq-server, or name a broker in PORTTRACKER_TEST_RABBITMQ."
            );
            await File.WriteAllTextAsync(
                Path.Combine(directory, "rabbitmq.conf"),
                $"""
                listeners.tcp.1 = 127.0.0.1:{port}
                default_user = porttracker
                default_pass = {password}
                """
            );
            await File.WriteAllTextAsync(Path.Combine(directory, "plugins"), "[].");
            await StartAsync();
        }

        await DeleteQueuesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Starts it on its data, and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        server = Process.Start(Program("rabbitmq-server"))!;
        // Read, or it would stand still once the pipe is full.
        server.OutputDataReceived += static (_, _) => { };
        server.ErrorDataReceived += static (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await ConnectAsync();
                return;
            }
            catch (BrokerUnreachableException) when (TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                server.HasExited.ShouldBeFalse("RabbitMQ has ended");
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Ends it without any warning: SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
            server = null;
        }
    }

    /// <summary>Ends the broker within its server, as for an upgrade.</summary>
    public Task StopAppAsync() => ControlAsync("stop_app");

    public Task StartAppAsync() => ControlAsync("start_app");

    /// <summary>Deletes every queue of the system, with all that is in them.</summary>
    public async Task DeleteQueuesAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in Queues())
        {
            await channel.QueueDeleteAsync(queue);
        }
    }

    /// <summary>How many messages stand in each of the queues that are there.</summary>
    public async Task<IReadOnlyDictionary<string, uint>> MessagesAsync()
    {
        var messages = new Dictionary<string, uint>(StringComparer.Ordinal);
        await using var connection = await ConnectAsync();
        foreach (var queue in Queues())
        {
            // A channel for each: a question after a queue that is not there closes it.
            await using var channel = await connection.CreateChannelAsync();
            try
            {
                messages[queue] = await channel.MessageCountAsync(queue);
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode is 404)
            {
                // It is not there.
            }
        }

        return messages;
    }

    /// <summary>Puts any bytes into a queue.</summary>
    public async Task PutAsync(string queue, ReadOnlyMemory<byte> body)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", queue, mandatory: true, body);
    }

    private static IEnumerable<string> Queues() =>
        from queue in (IEnumerable<string>)
            [
                .. ServiceNames.All,
                .. ServiceNames.Sources.Select(source => $"{source}.resend"),
                .. Fleet.Instances.Select(instance => $"{ServiceNames.Board}.{instance}"),
            ]
        from suffix in (string[])["", "_error", "_skipped"]
        select $"porttracker.{queue}{suffix}";

    private async Task<IConnection> ConnectAsync() =>
        await new ConnectionFactory { Uri = Address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    private async Task ControlAsync(string command)
    {
        using var control = Process.Start(Program("rabbitmqctl", command))!;
        var output = control.StandardOutput.ReadToEndAsync();
        var error = control.StandardError.ReadToEndAsync();
        await control.WaitForExitAsync();
        control.ExitCode.ShouldBe(0, await output + await error);
    }

    private ProcessStartInfo Program(string name, params IEnumerable<string> arguments)
    {
        var node = $"porttracker{port}@localhost";
        return new ProcessStartInfo(Path.Combine(Programs!, name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                // Its cookie is made in its home.
                ["HOME"] = directory,
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                ["RABBITMQ_NODENAME"] = node,
                ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
                ["RABBITMQ_MNESIA_BASE"] = Path.Combine(directory, "mnesia"),
                ["RABBITMQ_LOG_BASE"] = Path.Combine(directory, "log"),
                ["RABBITMQ_CONFIG_FILE"] = Path.Combine(directory, "rabbitmq.conf"),
                ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(directory, "env"),
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(directory, "plugins"),
                ["RABBITMQ_PID_FILE"] = Path.Combine(directory, "pid"),
            },
        };
    }
}
