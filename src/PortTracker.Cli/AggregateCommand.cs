using System.CommandLine;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker aggregate</c>: runs the aggregation job now.</summary>
internal static class AggregateCommand
{
    public static Command Create()
    {
        var command = new Command(
            "aggregate",
            "Counts all days that are not closed, or that late events have touched."
        );
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var run = await session.Client().AggregateAsync(cancellationToken);
                session.Show(
                    run,
                    done =>
                        AnsiConsole.MarkupLineInterpolated(
                            $"{Figures.Count(done.Days)} days counted, {Figures.Count(done.Changed)} changed, in {Figures.Count(done.Milliseconds)} ms, at {Figures.Instant(done.StartedAt)}."
                        )
                );
                return Session.Done;
            }
        );
        return command;
    }
}
