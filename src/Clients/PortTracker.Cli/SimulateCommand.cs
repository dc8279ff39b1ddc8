using System.CommandLine;
using System.Globalization;
using PortTracker.Simulation;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker simulate</c>: runs made-up traffic through the public API.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var command = new Command(
            "simulate",
            "Runs made-up traffic through the public API, from announcement to departure."
        );
        var options = new TrafficPlanOptions(
            "First day, in the past: each step states its planned time. Default: everything happens now.",
            fromIsRequired: false
        );
        options.AddTo(command);
        var rate = new Option<double>("--rate")
        {
            Description =
                "Arrivals per second, or max (the default) for as many as the server accepts. Not with --from.",
            DefaultValueFactory = _ => double.PositiveInfinity,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (text is "max")
                {
                    return double.PositiveInfinity;
                }

                if (double.TryParse(text, CultureInfo.InvariantCulture, out var perSecond) && perSecond > 0)
                {
                    return perSecond;
                }

                result.AddError($"{text} is not a rate. Use a number above 0, or max.");
                return default;
            },
        };
        command.Add(rate);
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var zone = await ZoneAsync(context, cancellationToken);
                if (zone is null)
                {
                    return CommandContext.Failure;
                }

                var clock = TimeProvider.System;
                var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
                var from = options.From(context);
                var days = options.Days(context);
                if (from is null ? days > 1 : from.Value.AddDays(days) > today || double.IsFinite(context.Get(rate)))
                {
                    await Console.Error.WriteLineAsync(
                        "Use --days only with --from. With --from, choose days that are over at the port, and leave out --rate."
                    );
                    return CommandContext.Failure;
                }

                var plan = options.Plan(context, from ?? today, zone);
                var perSecond = context.Get(rate);
                ArrivalPacing pacing = from is null
                    ? new ArrivalPacing.AtRate(double.IsFinite(perSecond) ? perSecond : null)
                    : new ArrivalPacing.Backfill(clock);
                plan = from is null ? plan : plan.Unannounced();
                var result = await context.WithProgressAsync(bars =>
                    TrafficSimulator.RunAsync(
                        context.Client(TimeSpan.FromMinutes(2)),
                        context.Port,
                        plan,
                        pacing,
                        new SimulationBars(bars, plan.Count),
                        cancellationToken
                    )
                );
                context.Show(result, Print);
                return result.FailedEvents is 0 ? CommandContext.Success : CommandContext.Failure;
            }
        );
        return command;
    }

    private static async Task<TimeZoneInfo?> ZoneAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var ports = await context.Client().Board.PortsAsync(cancellationToken);
        if (ports.FirstOrDefault(port => port.Code == context.Port) is { } port)
        {
            return TimeZoneInfo.FindSystemTimeZoneById(port.TimeZone);
        }

        await Console.Error.WriteLineAsync(
            $"The server has no port {context.Port}. Use --port with one of: {string.Join(", ", ports.Select(one => one.Code))}."
        );
        return null;
    }

    private static void Print(SimulationResult result)
    {
        var outcome = result.Outcome;
        var table = new Table()
            .RoundedBorder()
            .AddColumn("")
            .AddColumn(new TableColumn("").RightAligned())
            .HideHeaders();
        Row("Vehicles", DisplayFormat.Count(result.Vehicles));
        Row("  pre-registered", DisplayFormat.Count(outcome.PreRegistered));
        Row("  arrived", DisplayFormat.Count(outcome.Arrived));
        Row("  documents or vehicle inspected", DisplayFormat.Count(outcome.Inspected));
        Row("  held and resumed", DisplayFormat.Count(outcome.Held));
        Row("  departed", DisplayFormat.Count(outcome.Departed));
        Row("  refused", DisplayFormat.Count(outcome.Refused));
        Row("  no-show", DisplayFormat.Count(outcome.NoShow));
        Row("  ended earlier or by others", DisplayFormat.Count(outcome.EndedElsewhere));
        Row("Failed events", DisplayFormat.Count(result.FailedEvents));
        Row("Time until all services had all events", DisplayFormat.Seconds(result.Elapsed));
        Row("Vehicles per second", result.VehiclesPerSecond.ToString("N1", CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);

        void Row(string label, string value) => table.AddRow(Markup.Escape(label), Markup.Escape(value));
    }

    private sealed class SimulationBars(ProgressBarFactory bars, int total) : IProgress<SimulationProgress>
    {
        private readonly ProgressBar _arrived = bars.Add("Through the gate", total);
        private readonly ProgressBar _cleared = bars.Add("Cleared", total);
        private readonly ProgressBar _ended = bars.Add("Departed, refused or no-show", total);

        public void Report(SimulationProgress value)
        {
            _arrived.Report(value.Arrived + value.NoShow + value.EndedElsewhere);
            _cleared.Report(value.Cleared + value.Refused + value.NoShow + value.EndedElsewhere);
            _ended.Report(value.Ended);
        }
    }
}
