using System.CommandLine;
using PortTracker.ApiClient;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker replay</c>: applies journaled events again, or publishes them again after the broker lost its queues.</summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private static readonly Option<string?> ServiceOption = new("--service")
    {
        Description = "The service that applies the events of the other services again: board or throughput.",
    };

    private static readonly Option<DateTimeOffset?> FromOption = new("--from")
    {
        Description =
            "Only events recorded from this time on, such as 2026-05-12 or 2026-05-12T08:00+08:00. Default: all events.",
    };

    private static readonly Option<bool> ToBrokerOption = new("--to-broker")
    {
        Description =
            "Publishes the journals of all services to the broker again. Use it after the broker has lost its queues.",
    };

    public static Command Create()
    {
        ServiceOption.AcceptOnlyFromAmong(ServiceNames.Board, ServiceNames.Throughput);
        var command = new Command(
            "replay",
            "Applies the events in the services' journals again (--service), or publishes them to the broker again (--to-broker). Deletes nothing and counts nothing twice; safe to repeat, and safe during traffic. Check the result with: porttracker verify"
        )
        {
            ServiceOption,
            FromOption,
            ToBrokerOption,
        };
        command.Validators.Add(arguments =>
        {
            if (arguments.GetValue(ServiceOption) is null != arguments.GetValue(ToBrokerOption))
            {
                arguments.AddError("Use either --service board, --service throughput or --to-broker.");
            }
        });
        CommandContext.Handle(
            command,
            (context, cancellationToken) =>
                context.Get(ServiceOption) is { } service
                    ? ReplayAsync(context, service, cancellationToken)
                    : RefillAsync(context, cancellationToken)
        );
        return command;
    }

    private static async Task<int> ReplayAsync(
        CommandContext context,
        string service,
        CancellationToken cancellationToken
    )
    {
        var client = context.Client();
        var started = await client.Operations.ReplayAsync(service, context.Get(FromOption), cancellationToken);
        await context.WithProgressAsync(async bars =>
        {
            await WaitAsync(client, started, bars, cancellationToken);
            return started;
        });
        context.Show(
            started,
            done =>
                AnsiConsole.WriteLine(
                    done.Positions.Count is 0
                        ? $"{done.Service} receives the events through the broker and applies them as they arrive."
                        : $"{done.Service} has applied the events again."
                )
        );
        return CommandContext.Success;
    }

    /// <summary>Waits until the service has reached the heads that the journals had at the start.</summary>
    private static async Task WaitAsync(
        PortTrackerClient client,
        ReplayStarted started,
        ProgressBarFactory bars,
        CancellationToken cancellationToken
    )
    {
        List<(string Name, long From, long To, ProgressBar Bar)> sources = [];
        foreach (var (name, from) in started.Positions)
        {
            var head = (await client.Operations.FeedAsync(name, cancellationToken)).Head;
            sources.Add((name, from, head, bars.Add($"Events of {name}", Math.Max(1, head - from))));
        }

        while (sources.Count > 0)
        {
            var feed = await client.Operations.FeedAsync(started.Service, cancellationToken);
            sources.ForEach(source => source.Bar.Report(feed.Positions[source.Name] - source.From));
            if (sources.TrueForAll(source => feed.Positions[source.Name] >= source.To))
            {
                return;
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    private static async Task<int> RefillAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var client = context.Client();
        List<RefillStarted> refills = [];
        foreach (var source in ServiceNames.Sources)
        {
            refills.Add(await client.Operations.RefillAsync(source, context.Get(FromOption), cancellationToken));
        }

        context.Show(
            refills,
            done =>
                done.ForEach(refill =>
                    AnsiConsole.MarkupLineInterpolated(
                        $"{refill.Service} publishes {DisplayFormat.Count(refill.Events)} events to the broker again."
                    )
                )
        );
        return CommandContext.Success;
    }
}
