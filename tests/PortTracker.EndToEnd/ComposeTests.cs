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
    public async Task Compose_accepts_the_file_with_the_secrets_that_the_script_makes()
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
                if (service.HealthCheck is not [])
                {
                    other.Find<YamlMappingNode>("healthcheck")!.List("test").ShouldBe(["CMD", .. service.HealthCheck]);
                }
            }

            var files = Compose.Parse(config.Output).Find<YamlMappingNode>("secrets")!;
            files.ShouldAllBe(secret => File.Exists(((YamlMappingNode)secret.Value).Text("file")));
            files.Count().ShouldBe(Directory.GetFiles(secrets).Length);
        }
    }

    [Fact]
    public async Task Without_secrets_compose_says_which_script_makes_them()
    {
        // Instead of the .env of whoever runs this.
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
    public void There_is_a_container_for_each_service_the_web_and_the_migrations()
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
    public void Every_container_of_the_host_is_confined_and_watched()
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
            // Two containers of one name, or at one port of the machine, cannot be.
            service.Definition.Text("container_name").ShouldBeNull();
            service.Definition.Text("hostname").ShouldBeNull();
            service.Definition.List("ports").ShouldBeEmpty();
            service.Environment.ShouldNotContainKey("Instance");
        }
    }

    [Fact]
    public void The_containers_are_believed_when_they_say_for_whom_they_call_and_nobody_else_is()
    {
        var network = Compose
            .Parse(File.ReadAllText(Built.File("docker-compose.yml")))
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
    public void Prometheus_asks_every_service_at_its_port_for_metrics()
    {
        var job = (YamlMappingNode)
            Compose
                .Parse(File.ReadAllText(Built.File("infra/monitoring/prometheus.yml")))
                .Find<YamlSequenceNode>("scrape_configs")![0];
        var names = (YamlMappingNode)job.Find<YamlSequenceNode>("dns_sd_configs")![0];

        names.List("names").ShouldBe(Roles, ignoreOrder: true);
        foreach (var service in Compose.Read())
        {
            names.Text("port").ShouldBe(service.Environment["Metrics__Port"]);
        }
    }

    [Fact]
    public void No_password_is_written_down()
    {
        string[] words = ["password", "secret", "token", "connectionstrings", "rabbitmq__url", "rabbitmq_default"];
        var services = Compose.Services(File.ReadAllText(Built.File("docker-compose.yml")));
        services
            .Values.SelectMany(service => service.Map("environment"))
            .Where(setting => words.Any(word => setting.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ShouldAllBe(setting => setting.Value.StartsWith("/run/secrets", StringComparison.Ordinal));
        File.ReadAllText(Built.File("docker-compose.yml")).ShouldNotContain("Password=");
    }

    [Fact]
    public void A_service_may_add_to_its_audit_trail_and_read_it_and_nothing_else()
    {
        var grants = Regex
            .Matches(
                File.ReadAllText(Built.File("infra/sqlserver/service.sql")),
                @"GRANT ([A-Z, ]+) ON SCHEMA::\[\$\(Service\)(_audit)?\] TO \[\$\(Login\)\]"
            )
            .ToDictionary(grant => grant.Groups[2].Value, grant => grant.Groups[1].Value);

        grants.Keys.ShouldBe(["", "_audit"]);
        grants["_audit"].ShouldBe("SELECT, INSERT");
        // The job that removes personal details past their time has them in the service's own schema.
        grants[""].ShouldContain("DELETE");
    }

    [Fact]
    public async Task Secrets_that_are_there_stay_as_they_are()
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
    public async Task Containers_can_read_the_secrets_and_other_users_of_the_machine_cannot()
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
    public async Task The_broker_knows_the_password_that_the_services_use_and_no_other_user()
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

    /// <summary>The compose that is here: Docker's plugin, its predecessor, or both.</summary>
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
                // There is no such program.
            }
        }

        Assert.SkipWhen(tools.Count is 0, "There is neither docker compose nor docker-compose: install one of them.");
        return tools;
    }

    private async Task<Run> RunAsync(string[] command, bool withSecrets = true)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Built.File("."),
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
