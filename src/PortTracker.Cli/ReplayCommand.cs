using System.CommandLine;
using PortTracker.Client;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker replay</c>: rebuilds a projection from the journals, or refills a broker that lost its queues.</summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private static readonly Option<string?> ServiceOption = new("--service")
    {
        Description = "The service whose projection is rebuilt: board or throughput.",
    };

    private static readonly Option<DateTimeOffset?> FromOption = new("--from")
    {
        Description = "Only events recorded from then on, such as 2026-05-12 or 2026-05-12T08:00+08:00; otherwise all.",
    };

    private static readonly Option<bool> ToBrokerOption = new("--to-broker")
    {
        Description = "Hands all journals to the broker once more, for one that has lost its queues.",
    };

    public static Command Create()
    {
        ServiceOption.AcceptOnlyFromAmong(ServiceNames.Board, ServiceNames.Throughput);
        var command = new Command(
            "replay",
            "Applies the events in the journals once more. Nothing is emptied, nothing is counted twice; it may be repeated."
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
                arguments.AddError("Say either --service board, --service throughput, or --to-broker.");
            }
        });
        Session.Handle(
            command,
            (session, cancellationToken) =>
                session.Get(ServiceOption) is { } service
                    ? ReplayAsync(session, service, cancellationToken)
                    : RefillAsync(session, cancellationToken)
        );
        return command;
    }

    private static async Task<int> ReplayAsync(Session session, string service, CancellationToken cancellationToken)
    {
        var client = session.Client();
        var started = await client.ReplayAsync(service, session.Get(FromOption), cancellationToken);
        await session.WithProgressAsync(async bars =>
        {
            await WaitAsync(client, started, bars, cancellationToken);
            return started;
        });
        session.Show(
            started,
            done =>
                AnsiConsole.WriteLine(
                    done.Positions.Count is 0
                        ? $"The events are on their way to {done.Service} through the broker, and are applied as they come."
                        : $"{done.Service} has applied the events once more."
                )
        );
        return Session.Done;
    }

    /// <summary>Waits until the service is where the journals were when it began.</summary>
    private static async Task WaitAsync(
        PortTrackerClient client,
        ReplayStarted started,
        Bars bars,
        CancellationToken cancellationToken
    )
    {
        List<(string Source, long From, long To, Bar Bar)> ways = [];
        foreach (var (source, from) in started.Positions)
        {
            var head = (await client.FeedAsync(source, cancellationToken)).Head;
            ways.Add((source, from, head, bars.Add($"Events of {source}", Math.Max(1, head - from))));
        }

        while (ways.Count > 0)
        {
            var feed = await client.FeedAsync(started.Service, cancellationToken);
            ways.ForEach(way => way.Bar.Report(feed.Positions[way.Source] - way.From));
            if (ways.TrueForAll(way => feed.Positions[way.Source] >= way.To))
            {
                return;
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    private static async Task<int> RefillAsync(Session session, CancellationToken cancellationToken)
    {
        var client = session.Client();
        List<RefillStarted> refills = [];
        foreach (var source in ServiceNames.Sources)
        {
            refills.Add(await client.RefillAsync(source, session.Get(FromOption), cancellationToken));
        }

        session.Show(
            refills,
            done =>
                done.ForEach(refill =>
                    AnsiConsole.MarkupLineInterpolated(
                        $"{refill.Service} hands {Figures.Count(refill.Events)} events to the broker once more."
                    )
                )
        );
        return Session.Done;
    }
}
