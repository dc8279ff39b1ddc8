using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Api;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary>One run of a command: its arguments, server and output.</summary>
internal sealed class CommandContext
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Unavailable = 2;
    private const int Interrupted = 130;

    public static readonly Option<Uri> ServerOption = new("--server")
    {
        Description =
            "Address of the server. Default: the environment variable PORTTRACKER_SERVER, then http://localhost:5080.",
        DefaultValueFactory = result =>
            ParseServer(result, Environment.GetEnvironmentVariable("PORTTRACKER_SERVER") ?? "http://localhost:5080")!,
        CustomParser = result => ParseServer(result, result.Tokens[0].Value),
        Recursive = true,
    };

    public static readonly Option<string> PortOption = new("--port")
    {
        Description = "Code of the port.",
        DefaultValueFactory = _ => "KHORGOS",
        Recursive = true,
    };

    public static readonly Option<bool> JsonOption = new("--json")
    {
        Description = "Write the result to standard output as JSON.",
        Recursive = true,
    };

    private static readonly JsonSerializerOptions Indented = new(PortJson.Options) { WriteIndented = true };

    private readonly ParseResult _arguments;

    private CommandContext(ParseResult arguments) => _arguments = arguments;

    public string Port => _arguments.GetRequiredValue(PortOption);

    /// <summary>The port if the user named one; null instead of the default.</summary>
    public string? NamedPort => _arguments.GetResult(PortOption) is { Implicit: false } ? Port : null;

    public bool IsJson => _arguments.GetValue(JsonOption);

    public T Get<T>(Option<T> option) => _arguments.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => _arguments.GetRequiredValue(argument);

    /// <summary>Sets the action of a command. Failures become a message and an exit code.</summary>
    public static void Handle(Command command, Func<CommandContext, CancellationToken, Task<int>> act) =>
        command.SetAction(
            async (arguments, cancellationToken) =>
            {
                var context = new CommandContext(arguments);
                try
                {
                    return await act(context, cancellationToken);
                }
                catch (HttpRequestException unreachable)
                {
                    await Console.Error.WriteLineAsync(
                        $"{arguments.GetRequiredValue(ServerOption)} cannot be reached: {unreachable.Message}\n"
                            + "Check that the host is running. Start it with: dotnet run --project src/PortTracker.Host"
                    );
                    return Unavailable;
                }
                catch (PortTrackerException refused) when (refused.Status is HttpStatusCode.Unauthorized)
                {
                    await Console.Error.WriteLineAsync($"{refused.Message}\nSign in with: porttracker sign-in NAME");
                    return Unavailable;
                }
                catch (Exception failure)
                    when (failure is PortTrackerException or TimeoutException or IOException or InvalidDataException)
                {
                    await Console.Error.WriteLineAsync(failure.Message);
                    return Failure;
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    return Interrupted;
                }
            }
        );

    public Uri Server => _arguments.GetRequiredValue(ServerOption);

    /// <summary>A client in the name of the signed-in user.</summary>
    /// <param name="retryFor">How long to retry while the server is away: three seconds by default, as a person waits.</param>
    public PortTrackerClient Client(TimeSpan? retryFor = null)
    {
        var http = Http();
        return AutomationClient.Create(http, Credentials.Find(http), retryFor ?? TimeSpan.FromSeconds(3));
    }

    public HttpClient Http() =>
        // The list of sessions shows the agent.
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = Server,
            DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("porttracker", ProductVersion.Text) } },
            // Each call has its own timeout; uploads have none.
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Writes the result, as JSON or as the action prints it.</summary>
    public void Show<T>(T result, Action<T> print)
    {
        if (IsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result, Indented));
        }
        else
        {
            print(result);
        }
    }

    /// <summary>Runs an action with progress bars, or without them for JSON.</summary>
    public Task<T> WithProgressAsync<T>(Func<ProgressBarFactory, Task<T>> act) =>
        IsJson
            ? act(new ProgressBarFactory(context: null))
            : AnsiConsole
                .Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new ElapsedTimeColumn(),
                    new SpinnerColumn()
                )
                .StartAsync(context => act(new ProgressBarFactory(context)));

    // Paths are relative: without the trailing slash, the last segment of the server's path would be lost.
    private static Uri? ParseServer(ArgumentResult result, string text)
    {
        if (
            Uri.TryCreate(text.TrimEnd('/') + '/', UriKind.Absolute, out var server)
            && server.Scheme is "http" or "https"
        )
        {
            return server;
        }

        result.AddError($"{text} is not an address of a server. Use one such as http://localhost:5080.");
        return null;
    }
}
