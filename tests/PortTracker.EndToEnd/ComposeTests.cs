using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace PortTracker.EndToEnd;

public sealed class ComposeTests : IDisposable
{
    private const string SecretsKey = "PORTTRACKER_SECRETS";
    private const string Script = "infra/make-secrets.sh";
    private static readonly string[] EntryPoint = ["dotnet", "PortTracker.Host.dll"];
    private static readonly string[] Roles =
    [
        "access",
        "entry",
        "inspection",
        "clearance",
        "throughput",
        "board",
        "web",
    ];

    private readonly string secrets = Path.Combine(
        Directory.CreateTempSubdirectory("porttracker-secrets-").FullName,
        "secrets"
    );

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(secrets)!, recursive: true);

    [Fact]
    public async Task Compose_accepts_the_file_with_generated_secrets()
    {
        await MakeSecretsAsync();
        foreach (var tool in await ToolsAsync())
        {
            var config = await RunAsync([.. tool, "--profile", "monitoring", "config"]);

            config.ExitCode.ShouldBe(0, config.Error);
            var resolved = Compose.Services(config.Output);
            foreach (var service in Compose.Read())
            {
                var other = resolved[service.Name];
                other.Map("environment").ShouldBe(service.Environment, ignoreOrder: true);
                service.Command.Skip(EntryPoint.Length).ShouldBe(other.List("command"));
            }

            var files = Compose.Parse(config.Output).Find<YamlMappingNode>("secrets")!;
            files.ShouldAllBe(secret => File.Exists(((YamlMappingNode)secret.Value).Text("file")));
            files.Count().ShouldBe(Directory.GetFiles(secrets).Length);
        }
    }

    [Fact]
    public async Task Compose_without_secrets_names_the_script_that_makes_them()
    {
        // Not the .env file of the developer.
        var nothing = Path.Combine(Path.GetDirectoryName(secrets)!, "nothing.env");
        await File.WriteAllTextAsync(nothing, "");
        foreach (var tool in await ToolsAsync())
        {
            var config = await RunAsync([.. tool, "--env-file", nothing, "config"], withSecrets: false);

            config.ExitCode.ShouldNotBe(0);
            config.Error.ShouldContain(Script);
        }
    }

    [Fact]
    public void Each_service_the_web_and_the_migrations_have_a_container()
    {
        var services = Compose.Read();

        services.Select(service => service.Name).ShouldBe([.. Roles, "migrate"], ignoreOrder: true);
        foreach (var service in services)
        {
            service.Command.ShouldBe(service.Name is "migrate" ? [.. EntryPoint, "migrate"] : EntryPoint);
            service.Environment["Transport"].ShouldBe("RabbitMq");
            service.Environment["Data__Provider"].ShouldBe("SqlServer");
            if (service.Name is not "migrate")
            {
                service.Environment["Services"].ShouldBe(service.Name, StringCompareShould.IgnoreCase);
            }
        }
    }

    [Fact]
    public void An_idle_host_is_checked_seldom()
    {
        var options = Compose.ImageHealthCheckOptions();

        options["interval"].ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(150));
        options["start-interval"].ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Every_host_container_is_hardened_and_has_the_health_check_of_its_image()
    {
        foreach (var service in Compose.Read())
        {
            var definition = service.Definition;
            definition.Text("read_only").ShouldBe("true", service.Name);
            definition.List("tmpfs").ShouldHaveSingleItem().ShouldStartWith("/tmp:size=");
            definition.List("cap_drop").ShouldBe(["ALL"]);
            definition.List("security_opt").ShouldBe(["no-new-privileges:true"]);
            definition.Text("mem_limit").ShouldNotBeNullOrEmpty();
            definition.Text("cpus").ShouldNotBeNullOrEmpty();
            definition.Text("pids_limit").ShouldNotBeNullOrEmpty();
            definition.Text("stop_grace_period").ShouldBe("40s");
            if (service.Name is "migrate")
            {
                definition.Text("restart").ShouldBe("no");
                continue;
            }

            definition.Text("restart").ShouldBe("unless-stopped");
            service.HealthCheck.ShouldBe(Compose.ImageHealthCheck());
        }
    }

    [Fact]
    public void Every_service_can_be_scaled()
    {
        foreach (var service in Compose.Read().Where(service => service.Name is not "web"))
        {
            // Two containers cannot share a name or a port of the machine.
            service.Definition.Text("container_name").ShouldBeNull();
            service.Definition.Text("hostname").ShouldBeNull();
            service.Definition.List("ports").ShouldBeEmpty();
            service.Environment.ShouldNotContainKey("Instance");
        }
    }

    [Fact]
    public void Only_the_containers_are_trusted_as_proxies()
    {
        var network = Compose
            .Parse(File.ReadAllText(SolutionOutput.File("docker-compose.yml")))
            .Find<YamlMappingNode>("networks")!
            .Find<YamlMappingNode>("back")!;
        var subnet = network.Find<YamlMappingNode>("ipam")!.Find<YamlSequenceNode>("config")![0];

        network.Text("internal").ShouldBe("true");
        foreach (var service in Compose.Read())
        {
            service.Environment["Proxies__Networks"].ShouldBe(((YamlMappingNode)subnet).Text("subnet"));
        }
    }

    [Fact]
    public void Prometheus_scrapes_the_metrics_port_of_every_service()
    {
        var job = (YamlMappingNode)
            Compose
                .Parse(File.ReadAllText(SolutionOutput.File("infra/monitoring/prometheus.yml")))
                .Find<YamlSequenceNode>("scrape_configs")![0];
        var names = (YamlMappingNode)job.Find<YamlSequenceNode>("dns_sd_configs")![0];

        names.List("names").ShouldBe(Roles, ignoreOrder: true);
        foreach (var service in Compose.Read())
        {
            names.Text("port").ShouldBe(service.Environment["Metrics__Port"]);
        }
    }

    [Fact]
    public void The_compose_file_contains_no_password()
    {
        string[] words = ["password", "secret", "token", "connectionstrings", "rabbitmq__url", "rabbitmq_default"];
        var services = Compose.Services(File.ReadAllText(SolutionOutput.File("docker-compose.yml")));
        services
            .Values.SelectMany(service => service.Map("environment"))
            .Where(setting => words.Any(word => setting.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ShouldAllBe(setting => setting.Value.StartsWith("/run/secrets", StringComparison.Ordinal));
        File.ReadAllText(SolutionOutput.File("docker-compose.yml")).ShouldNotContain("Password=");
    }

    [Fact]
    public void A_service_can_only_insert_into_and_read_its_audit_trail()
    {
        var grants = Regex
            .Matches(
                File.ReadAllText(SolutionOutput.File("infra/sqlserver/service.sql")),
                @"GRANT ([A-Z, ]+) ON SCHEMA::\[\$\(Service\)(_audit)?\] TO \[\$\(Login\)\]"
            )
            .ToDictionary(grant => grant.Groups[2].Value, grant => grant.Groups[1].Value);

        grants.Keys.ShouldBe(["", "_audit"]);
        grants["_audit"].ShouldBe("SELECT, INSERT");
        // The job that removes personal details past their time has them in the service's own schema.
        grants[""].ShouldContain("DELETE");
    }

    [Fact]
    public async Task Existing_secrets_are_kept()
    {
        await MakeSecretsAsync();
        var first = Contents();

        await MakeSecretsAsync();
        Contents().ShouldBe(first, ignoreOrder: true);

        File.Delete(Path.Combine(secrets, "sa_password"));
        await MakeSecretsAsync();
        Contents().Except(first).ShouldHaveSingleItem().Key.ShouldBe("sa_password");

        Dictionary<string, string> Contents() =>
            Directory.GetFiles(secrets).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
    }

    [Fact]
    public async Task Only_containers_can_read_the_secrets()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Files have no mode here.");
            return;
        }

        await MakeSecretsAsync();

        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        foreach (var file in Directory.GetFiles(secrets))
        {
            File.GetUnixFileMode(file).ShouldBe(All, file);
        }

        File.GetUnixFileMode(secrets)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task The_broker_has_only_the_user_of_the_services()
    {
        await MakeSecretsAsync();
        var password = new Uri(await File.ReadAllTextAsync(Path.Combine(secrets, "RabbitMq__Url"))).UserInfo.Split(':')[
            1
        ];
        using var definitions = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(secrets, "rabbitmq_definitions.json"))
        );
        var users = definitions.RootElement.GetProperty("users").EnumerateArray().ToList();

        var hash = users.ShouldHaveSingleItem().GetProperty("password_hash").GetBytesFromBase64();
        hash[4..].ShouldBe(SHA256.HashData([.. hash[..4], .. Encoding.UTF8.GetBytes(password)]));
    }

    private async Task MakeSecretsAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), $"{Script} needs bash.");
        var made = await RunAsync(["bash", Script]);
        made.ExitCode.ShouldBe(0, made.Error);
    }

    /// <summary>The installed compose: Docker's plugin, its predecessor, or both.</summary>
    private async Task<IReadOnlyList<string[]>> ToolsAsync()
    {
        List<string[]> tools = [];
        foreach (
            string[] tool in (string[][])
                [
                    ["docker", "compose"],
                    ["docker-compose"],
                ]
        )
        {
            try
            {
                if ((await RunAsync([.. tool, "version"])).ExitCode is 0)
                {
                    tools.Add(tool);
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // The program is not installed.
            }
        }

        Assert.SkipWhen(tools.Count is 0, "There is neither docker compose nor docker-compose: install one of them.");
        return tools;
    }

    private async Task<Run> RunAsync(string[] command, bool withSecrets = true)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = SolutionOutput.File("."),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Remove(SecretsKey);
        if (withSecrets)
        {
            start.Environment[SecretsKey] = secrets;
        }

        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var error = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return new Run(program.ExitCode, await output, await error);
    }

    private sealed record Run(int ExitCode, string Output, string Error);
}
