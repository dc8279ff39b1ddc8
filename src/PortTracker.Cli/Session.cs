using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Text.Json;
using PortTracker.Client;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary>One run of a command: its arguments, its server, and where its output goes.</summary>
internal sealed class Session
{
    public const int Done = 0;
    public const int NotDone = 1;
    public const int CouldNotAsk = 2;
    private const int Interrupted = 130;

    public static readonly Option<Uri> ServerOption = new("--server")
    {
        Description = "Address of the server; otherwise that of the variable PORTTRACKER_SERVER.",
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
        Description = "Write the result as JSON, and nothing else, to standard output.",
        Recursive = true,
    };

    private static readonly JsonSerializerOptions Indented = new(PortJson.Options) { WriteIndented = true };

    private readonly ParseResult _arguments;

    private Session(ParseResult arguments) => _arguments = arguments;

    public string Port => _arguments.GetRequiredValue(PortOption);

    /// <summary>The port, if it was named; where none is meant rather than the usual one.</summary>
    public string? NamedPort => _arguments.GetResult(PortOption) is { Implicit: false } ? Port : null;

    public bool IsJson => _arguments.GetValue(JsonOption);

    public T Get<T>(Option<T> option) => _arguments.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => _arguments.GetRequiredValue(argument);

    /// <summary>Makes the command do this, and tells in words and by exit code when it cannot be done.</summary>
    public static void Handle(Command command, Func<Session, CancellationToken, Task<int>> act) =>
        command.SetAction(
            async (arguments, cancellationToken) =>
            {
                var session = new Session(arguments);
                try
                {
                    return await act(session, cancellationToken);
                }
                catch (HttpRequestException unreachable)
                {
                    await Console.Error.WriteLineAsync(
                        $"{arguments.GetRequiredValue(ServerOption)} cannot be reached: {unreachable.Message}\n"
                            + "Is the host running? Start it with: dotnet run --project src/PortTracker.Host"
                    );
                    return CouldNotAsk;
                }
                catch (PortTrackerException refused) when (refused.Status is HttpStatusCode.Unauthorized)
                {
                    await Console.Error.WriteLineAsync($"{refused.Message}\nSign in with: porttracker sign-in NAME");
                    return CouldNotAsk;
                }
                catch (Exception failure) when (failure is PortTrackerException or TimeoutException or IOException)
                {
                    await Console.Error.WriteLineAsync(failure.Message);
                    return NotDone;
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    return Interrupted;
                }
            }
        );

    public Uri Server => _arguments.GetRequiredValue(ServerOption);

    /// <summary>The server, in the name of whoever is signed in.</summary>
    /// <param name="retryFor">How long a server that is away is waited for; short for one who waits at a terminal.</param>
    public PortTrackerClient Client(TimeSpan? retryFor = null)
    {
        var http = Http();
        return new PortTrackerClient(http, SignedIn.Of(http), retryFor ?? TimeSpan.FromSeconds(3));
    }

    public HttpClient Http() =>
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = Server,
            // The client has its own limits, an import none.
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>The result, as JSON or as the action prints it.</summary>
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

    /// <summary>Does something with progress bars, or without when the result is to be JSON.</summary>
    public Task<T> WithProgressAsync<T>(Func<Bars, Task<T>> act) =>
        IsJson
            ? act(new Bars(context: null))
            : AnsiConsole
                .Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new ElapsedTimeColumn(),
                    new SpinnerColumn()
                )
                .StartAsync(context => act(new Bars(context)));

    // Paths are relative: without the slash, the last part of a server's own path would be lost.
    private static Uri? ParseServer(ArgumentResult result, string text)
    {
        if (
            Uri.TryCreate(text.TrimEnd('/') + '/', UriKind.Absolute, out var server)
            && server.Scheme is "http" or "https"
        )
        {
            return server;
        }

        result.AddError($"The server's address is like http://localhost:5080, not {text}.");
        return null;
    }
}

/// <summary>The progress bars of a run; none when there is no context.</summary>
internal sealed class Bars(ProgressContext? context)
{
    public Bar Add(string what, double of) => new(context?.AddTask(Markup.Escape(what), maxValue: of));
}

/// <summary>One of them.</summary>
internal sealed class Bar(ProgressTask? task) : IProgress<long>
{
    public void Report(long value)
    {
        if (task is not null)
        {
            task.Value = value;
        }
    }
}
