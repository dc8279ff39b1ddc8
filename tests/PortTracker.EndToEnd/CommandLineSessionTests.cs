using System.Text.Json;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;

namespace PortTracker.EndToEnd;

/// <summary>The session of a user who signs in at the command line.</summary>
public sealed class CommandLineSessionTests(HostProcess host) : IClassFixture<HostProcess>, IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("porttracker-home");

    public void Dispose()
    {
        home.Delete(recursive: true);
        host.WriteLog();
    }

    [Fact]
    public async Task Commands_share_a_session_that_signing_out_ends()
    {
        await SignInAsync();

        // Each renews the session; each refresh token is good once.
        var lists = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync("sessions", "list", "--json")));
        lists.ShouldAllBe(list => list.ExitCode == 0);
        var session = lists[0].Read<List<Session>>().ShouldHaveSingleItem();
        session.Device.ShouldNotBeNull().ShouldStartWith("porttracker/");
        session.IsCurrent.ShouldBeTrue();
        var saved = JsonSerializer
            .Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(FilePath))!
            .Values.Single();

        (await RunAsync("sign-out")).ExitCode.ShouldBe(0);

        (await RunAsync("sessions", "list")).ExitCode.ShouldNotBe(0);
        await Should.ThrowAsync<PortTrackerException>(() => TokenRequests.RefreshAsync(host.Http, saved));
    }

    [Fact]
    public async Task The_session_file_is_readable_by_its_owner_only_even_if_it_was_not_before()
    {
        if (OperatingSystem.IsWindows())
        {
            // Files have no mode there: the directory belongs to the user.
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, "{}");
        File.SetUnixFileMode(
            FilePath,
            UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.UserWrite
        );

        await SignInAsync();

        File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string FilePath => Path.Combine(home.FullName, "PortTracker", "sessions.json");

    private async Task SignInAsync()
    {
        var (name, password) = await host.OpenAccountAsync(Roles.Manager);
        var signedIn = await CommandLine.RunAtAsync(host, home.FullName, password, "sign-in", name);
        signedIn.ExitCode.ShouldBe(0, signedIn.Error);
    }

    private Task<CommandLine.Run> RunAsync(params string[] arguments) =>
        CommandLine.RunAtAsync(host, home.FullName, input: null, arguments);
}
