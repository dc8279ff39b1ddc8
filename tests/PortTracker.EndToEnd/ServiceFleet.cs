using System.Diagnostics;
using PortTracker.ApiClient;
using PortTracker.Contracts.Events;

namespace PortTracker.EndToEnd;

/// <summary>
/// The system as docker-compose.yml starts it: a process for each service, and the web in front of them. Commands, environments and
/// health checks are those of the file; only addresses, ports, secrets and the databases' provider are this machine's.
/// </summary>
internal sealed class ServiceFleet : IAsyncDisposable
{
    /// <summary>The names of the instances of a service.</summary>
    public static readonly IReadOnlyList<string> Instances = ["one", "two"];

    private readonly IReadOnlyList<string> settings;
    private readonly string directory = Directory.CreateTempSubdirectory("porttracker-fleet-").FullName;
    private readonly IReadOnlyDictionary<string, ComposeService> containers = Compose
        .Read()
        .ToDictionary(container => container.Name, StringComparer.Ordinal);

    private readonly Dictionary<(string Service, string Instance), HostProcess> processes = [];

    /// <param name="broker">The broker of the services.</param>
    /// <param name="instances">The number of processes of each service.</param>
    /// <param name="isByChance">Whether some vehicles are assigned to the yellow and the red channel at random, as by default.</param>
    public ServiceFleet(Broker broker, int instances = 1, bool isByChance = true)
    {
        settings = isByChance ? [] : ["--Inspection:RandomRed=0", "--Inspection:RandomYellow=0"];
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(Secrets);
        File.WriteAllText(Path.Combine(Secrets, "RabbitMq__Url"), broker.Address.AbsoluteUri);
        foreach (var service in Services)
        {
            foreach (var instance in Instances.Take(instances))
            {
                processes[(service, instance)] = ProcessOf(service, instance);
            }
        }

        Web = ProcessOf("web", "one");
    }

    /// <summary>The services that have a container.</summary>
    public static IReadOnlyList<string> Services { get; } = [ServiceNames.Access, .. ServiceNames.All];

    public HostProcess Web { get; }

    public PortTrackerClient Client => Web.Client;

    public IEnumerable<HostProcess> All => [.. processes.Values, Web];

    private string Data => Path.Combine(directory, "data");

    private string Secrets => Path.Combine(directory, "secrets");

    public HostProcess this[string service, string instance = "one"] => processes[(service, instance)];

    /// <summary>Starts all, as compose does: first the migrations, then the services, then the web.</summary>
    public async Task StartAsync()
    {
        var migration = containers["migrate"];
        (await RunAsync(migration.Command, EnvironmentOf(migration, "one"))).ShouldBe(0, "the migrations failed");
        await Task.WhenAll(processes.Values.Select(process => process.StartAgainAsync()));
        await Web.InitializeAsync();
        foreach (var process in processes.Values)
        {
            process.User = Web.User;
        }
    }

    /// <summary>Starts a service again with other settings.</summary>
    public async Task ReconfigureAsync(string service, params IEnumerable<(string Key, string Value)> settings)
    {
        var process = this[service];
        await process.KillAsync();
        foreach (var (key, value) in settings)
        {
            process.Environment[key] = value;
        }

        await process.StartAgainAsync();
    }

    /// <summary>Runs the health check of a container.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> CheckHealthAsync(string service)
    {
        var container = containers[service];
        var process = service is "web" ? Web : this[service];
        return RunAsync(container.HealthCheck, process.Environment);
    }

    /// <summary>Puts an unreadable event into the journal of the entry service, which publishes it.</summary>
    public Task RecordPoisonAsync(string body, Guid movement = default) =>
        Sqlite.ExecuteAsync(
            FileOf(ServiceNames.Entry),
            $"""
            INSERT INTO journal (EventId, MovementId, RecordedAt, Body)
            VALUES ('{Guid.NewGuid().ToString().ToUpperInvariant()}', '{movement.ToString().ToUpperInvariant()}', 0, CAST('{body}' AS BLOB))
            """
        );

    /// <summary>The SQLite file of a service.</summary>
    public string FileOf(string service) => Path.Combine(Data, service + ".db");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in All)
        {
            await process.DisposeAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    private HostProcess ProcessOf(string service, string instance)
    {
        var container = containers[service];
        ArgumentsOf(container.Command).ShouldBeEmpty("the services serve, and take no command");
        var environment = EnvironmentOf(container, instance);
        var process = new HostProcess
        {
            Settings = [$"--Data:Directory={Data}", .. settings],
            Environment = environment,
        };
        environment["Urls"] = process.Address.GetLeftPart(UriPartial.Authority);
        return process;
    }

    private Dictionary<string, string> EnvironmentOf(ComposeService container, string instance)
    {
        var environment = new Dictionary<string, string>(container.Environment, StringComparer.Ordinal)
        {
            ["Instance"] = instance,
            ["Data__Provider"] = "Sqlite",
            ["Data__Directory"] = Data,
            ["Secrets__Directory"] = Secrets,
            ["Metrics__Port"] = "",
        };
        foreach (
            var address in environment
                .Keys.Where(key => key.StartsWith("Addresses__", StringComparison.Ordinal))
                .ToList()
        )
        {
            var service = address["Addresses__".Length..];
            environment[address] = string.Join(
                ',',
                processes
                    .Where(process => process.Key.Service == service)
                    .Select(process => process.Value.Address.AbsoluteUri)
            );
        }

        return environment;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var start = SolutionOutput.Program("PortTracker.Host", "PortTracker.Host", ArgumentsOf(command));
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(await output + await error);
        return process.ExitCode;
    }

    /// <summary>The arguments after the program, whose path in the image differs.</summary>
    private static IReadOnlyList<string> ArgumentsOf(IReadOnlyList<string> command)
    {
        command.Take(2).ShouldBe(["dotnet", "PortTracker.Host.dll"]);
        return [.. command.Skip(2)];
    }
}
