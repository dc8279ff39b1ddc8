using System.Diagnostics;
using System.Net;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;

namespace PortTracker.EndToEnd;

public sealed class HostCommandTests : IDisposable
{
    private const string Data = "--Data:Directory=";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly string directory = Directory.CreateTempSubdirectory("porttracker-e2e-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("Services: 'Bord' is not a service. Use any of access, entry,", "--Services=Entry,Bord")]
    [InlineData("access, entry, inspection, throughput, board would be missing", "--Services=Clearance")]
    [InlineData("Addresses:access is missing", "--Services=Web")]
    [InlineData("Addresses:access is 'access:8080'", "--Services=Web", "--Addresses:access=access:8080")]
    [InlineData("Ports: KHORGOS has the unknown time zone", "--Ports:0:TimeZone=Mars")]
    [InlineData("Ports: KHORGOS has the lane name 'PASSENGERS'", "--Ports:0:Lanes:0:Name=PASSENGERS")]
    [InlineData("Metrics:Port is 'none'", "--Metrics:Port=none")]
    [InlineData(
        "--demo needs every service",
        "--demo",
        "--Services=Access,Entry,Inspection,Clearance,Throughput,Board"
    )]
    public async Task An_invalid_configuration_is_explained(string explanation, params string[] arguments)
    {
        var end = await RunAsync(arguments);

        end.Code.ShouldBe(1, end.Errors);
        end.Errors.ShouldContain(explanation);
        end.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task An_unknown_command_lists_the_known_commands()
    {
        var end = await RunAsync("migrat");

        end.Code.ShouldBe(2);
        end.Errors.ShouldContain("migrate");
        end.Errors.ShouldContain("health");
    }

    [Fact]
    public async Task The_host_and_the_command_line_print_the_same_version()
    {
        var host = await RunAsync("--version");
        var cli = await CommandLine.VersionAsync();

        host.Code.ShouldBe(0, host.Errors);
        host.Output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+(-\w+)?$");
        cli.Output.ShouldStartWith(host.Output.Trim());
    }

    [Fact]
    public async Task Migrate_creates_the_databases_and_exits()
    {
        var end = await RunAsync("migrate");

        end.Code.ShouldBe(0, end.Errors);
        end.Output.ShouldContain("Database 6 of 6 is up to date");
        Directory.GetFiles(directory, "*.db").Length.ShouldBe(6);
    }

    [Fact]
    public async Task A_damaged_file_is_named()
    {
        (await RunAsync("migrate")).Code.ShouldBe(0);
        var file = Path.Combine(directory, "clearance.db");
        var bytes = await File.ReadAllBytesAsync(file);
        // A page in the middle, so that the header still reads as a database.
        Array.Fill(bytes, (byte)0xA5, bytes.Length / 4096 / 2 * 4096, 4096);
        await File.WriteAllBytesAsync(file, bytes);

        var end = await RunAsync("migrate");

        end.Code.ShouldBe(1);
        end.Errors.ShouldContain($"{file} is damaged");
        end.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Only_the_user_of_the_host_can_read_its_data()
    {
        if (OperatingSystem.IsWindows())
        {
            // Files have no mode there: the directory belongs to the user.
            return;
        }

        var data = Path.Combine(directory, "data");

        (await RunAsync("migrate", Data + data)).Code.ShouldBe(0);

        File.GetUnixFileMode(data).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var files = Directory.GetFiles(data);
        files.Length.ShouldBeGreaterThan(6);
        foreach (var file in files)
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Fact]
    public async Task A_data_directory_that_others_can_read_is_reported()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var host = new HostProcess();
        await host.InitializeAsync();
        var data = Path.GetDirectoryName(host.FileOf(ServiceNames.Access))!;
        host.Tail().ShouldNotContain("chmod 700");
        await host.KillAsync();
        File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);

        await host.StartAgainAsync();

        host.Tail().ShouldContain("chmod 700");
    }

    [Fact]
    public async Task The_command_line_overrides_a_settings_file()
    {
        var secrets = Directory.CreateDirectory(Path.Combine(directory, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "Ports__0__TimeZone"), "Mars\n");
        await File.WriteAllTextAsync(Path.Combine(secrets, "Services"), "Nothing\n");

        var end = await RunAsync($"--Secrets:Directory={secrets}", "--Services=");

        end.Code.ShouldBe(1);
        end.Errors.ShouldContain("KHORGOS has the unknown time zone 'Mars'");
    }

    [Fact]
    public async Task The_health_command_checks_the_configured_host()
    {
        await using var host = new HostProcess();
        var urls = $"--urls={host.Address.GetLeftPart(UriPartial.Authority)}";
        (await RunAsync("health", urls)).Code.ShouldBe(1);

        await host.InitializeAsync();
        var health = await RunAsync("health", urls);

        health.Code.ShouldBe(0, health.Errors);
        health.Output.ShouldContain("Healthy");
    }

    [Fact]
    public async Task The_unlock_command_admits_a_user_at_once_while_the_host_runs()
    {
        await using var host = new HostProcess();
        await host.InitializeAsync();
        var (name, password) = await host.OpenAccountAsync(Roles.Manager);
        for (var i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<PortTrackerException>(() => SignInAsync($"guess {i}"));
        }

        (await Should.ThrowAsync<HttpRequestException>(() => SignInAsync(password))).StatusCode.ShouldBe(
            HttpStatusCode.TooManyRequests
        );
        var data = Data + Path.GetDirectoryName(host.FileOf(ServiceNames.Access));

        (await RunAsync("unlock", "nobody", data)).Code.ShouldBe(1);
        var end = await RunAsync("unlock", name, data);

        end.Code.ShouldBe(0, end.Errors);
        await SignInAsync(password);

        Task<AccessTokens> SignInAsync(string typed) =>
            TokenRequests.SignInAsync(host.Http, new SignInRequest { UserName = name, Password = typed });
    }

    private async Task<End> RunAsync(params IEnumerable<string> arguments)
    {
        var start = SolutionOutput.Program(
            "PortTracker.Host",
            "PortTracker.Host",
            [
                .. arguments,
                .. arguments.Any(a => a.StartsWith(Data, StringComparison.Ordinal)) ? [] : (string[])[Data + directory],
            ]
        );
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return new End(process.ExitCode, await output, await errors);
    }

    private sealed record End(int Code, string Output, string Errors);
}
