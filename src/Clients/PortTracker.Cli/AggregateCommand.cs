using System.CommandLine;
using PortTracker.Contracts.Throughput;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker aggregate</c>: runs the aggregation job.</summary>
internal static class AggregateCommand
{
    public static Command Create()
    {
        var command = new Command("aggregate", "Counts the days that are not closed or that late events have changed.");
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var run = await context.Client().Throughput.AggregateAsync(request: null, cancellationToken);
                context.Show(
                    run,
                    done =>
                        AnsiConsole.MarkupLineInterpolated(
                            $"{DisplayFormat.Count(done.Days)} days counted, {DisplayFormat.Count(done.Changed)} changed, in {DisplayFormat.Count(done.Milliseconds)} ms, started at {DisplayFormat.Instant(done.StartedAt)}."
                        )
                );
                return CommandContext.Success;
            }
        );
        return command;
    }
}
