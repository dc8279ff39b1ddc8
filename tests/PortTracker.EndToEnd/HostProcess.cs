using System.Collections.Concurrent;
using System.Diagnostics;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Testing;

namespace PortTracker.EndToEnd;

/// <summary>
/// The real host as a process of its own, with its own port and its own files, that can be killed and started again. Its log
/// is in the output of the test that ends it.
/// </summary>
public sealed class HostProcess : IAsyncLifetime
{
    private const int LinesKept = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> log = new();
    private readonly string directory = Directory.CreateTempSubdirectory("porttracker-e2e-").FullName;
    private Process? process;
    private PortTrackerClient? client;

    public HostProcess()
    {
        Address = new Uri($"http://127.0.0.1:{Loopback.FreePort()}/");
        Http = new HttpClient { BaseAddress = Address, Timeout = Patience };
    }

    public Uri Address { get; }

    /// <summary>Settings of the host; by default no vehicle falls into a channel by chance.</summary>
    public IReadOnlyList<string> Settings { get; init; } = ["--Inspection:RandomRed=0", "--Inspection:RandomYellow=0"];

    /// <summary>The directory of a published host; by default that of all tests.</summary>
    public string? Published { get; init; } = SolutionOutput.Published;

    /// <summary>Its environment variables.</summary>
    public Dictionary<string, string> Environment { get; init; } = new(StringComparer.Ordinal);

    public HttpClient Http { get; }

    /// <summary>A client that waits for a host that is away; in the name of <see cref="User"/>, once there is one.</summary>
    public PortTrackerClient Client => client ??= AutomationClient.Create(Http, User?.Tokens);

    /// <summary>A user with all rights of staff.</summary>
    public TestUser? User
    {
        get;
        set => (field, client) = (value, null);
    }

    /// <summary>The SQLite file of a service.</summary>
    public string FileOf(string service) => Path.Combine(directory, service + ".db");

    /// <summary>The file to which it writes the anchors of its audit trails.</summary>
    public string AnchorFile => Path.Combine(directory, "audit-anchors.jsonl");

    /// <summary>The number of databases that it has started to create.</summary>
    public int Databases => Directory.GetFiles(directory, "*.db").Length;

    public async ValueTask InitializeAsync()
    {
        await StartAgainAsync();
        User = await TestUser.OpenAsync(Http);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        Directory.Delete(directory, recursive: true);
        WriteLog();
    }

    /// <summary>Writes the end of the host's log to the output of the current test.</summary>
    public void WriteLog() => TestContext.Current.TestOutputHelper?.WriteLine(Tail());

    /// <summary>Starts the host on its files, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        Spawn();
        var started = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (process is not { HasExited: false } || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                var end = process is { HasExited: true }
                    ? $"It ended with {process.ExitCode}."
                    : "It is still running.";
                throw new InvalidOperationException($"The host does not answer. {end} Its log:\n{Tail()}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Starts the host on its files without waiting.</summary>
    public void Spawn()
    {
        var start = SolutionOutput.Program(
            Published,
            "PortTracker.Host",
            "PortTracker.Host",
            ["--urls", Address.GetLeftPart(UriPartial.Authority), $"--Data:Directory={directory}", .. Settings]
        );
        // The demo makes a directory of its own; a killed one cannot clear up.
        start.Environment["TMPDIR"] = directory;
        start.Environment["Access__Administrator__Password"] = TestUser.OneTimePassword;
        // Each run of the command line signs in, all under one name.
        start.Environment["RateLimits__SignInsByName"] = "10000";
        start.Environment["RateLimits__SignInsByAddress"] = "10000";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Freezes the host (SIGSTOP): it takes connections and answers none.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets a frozen host go on.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process!.Id}"]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Kills the host (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (process is null)
        {
            return;
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
        log.Enqueue("--- killed ---");
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            log.Enqueue(line.Data);
        }

        while (log.Count > LinesKept)
        {
            log.TryDequeue(out _);
        }
    }

    /// <summary>The end of the log of the host.</summary>
    public string Tail() => string.Join('\n', log);
}
