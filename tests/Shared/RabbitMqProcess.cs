using System.Diagnostics;
using System.Security.Cryptography;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PortTracker.Testing;

/// <summary>
/// A RabbitMQ process on loopback with its data, which tests can stop and kill. Tests that need it
/// are skipped where RabbitMQ is not installed.
/// </summary>
internal sealed class RabbitMqProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Debian's directory first: its programs on the path switch to another user.
    private static readonly string? Programs = new[] { "/usr/lib/rabbitmq/bin" }
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "rabbitmq-server")));

    private readonly string directory = Directory.CreateTempSubdirectory("porttracker-rabbitmq-").FullName;
    private readonly int port = Loopback.FreePort();
    private readonly int distributionPort = Loopback.FreePort();
    private readonly int managementPort = Loopback.FreePort();
    private readonly string password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private Process? process;

    private RabbitMqProcess()
    {
        File.WriteAllText(
            Path.Combine(directory, "rabbitmq.conf"),
            $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {managementPort}
            default_user = porttracker
            default_pass = {password}
            """
        );
        File.WriteAllText(Path.Combine(directory, "plugins"), "[rabbitmq_management].");
    }

    public static bool IsInstalled => Programs is not null;

    public RabbitMqServer Server => new(Address, new Uri($"http://127.0.0.1:{managementPort}/"), this);

    private Uri Address => new($"amqp://porttracker:{password}@127.0.0.1:{port}/");

    public static async Task<RabbitMqProcess> StartAsync()
    {
        Assert.SkipUnless(IsInstalled, "There is no RabbitMQ to stop and to kill: install rabbitmq-server.");
        var server = new RabbitMqProcess();
        await server.StartAgainAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Starts the broker on its data, and waits until it accepts connections.</summary>
    public async Task StartAgainAsync()
    {
        process = Process.Start(Program("rabbitmq-server"))!;
        // Read the output: a full pipe would block the process.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await new ConnectionFactory { Uri = Address }.CreateConnectionAsync();
                return;
            }
            catch (BrokerUnreachableException) when (TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                process.HasExited.ShouldBeFalse("RabbitMQ has ended");
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Kills the broker (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    /// <summary>Stops the broker application, as for an upgrade.</summary>
    public Task StopAppAsync() => ControlAsync("stop_app");

    public Task StartAppAsync() => ControlAsync("start_app");

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
                // The Erlang cookie is in the home directory.
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
