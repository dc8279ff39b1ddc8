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
        var arguments = new PlanArguments(
            command,
            "First day, in the past: each step states its planned time. Default: everything happens now.",
            fromIsRequired: false
        );
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
        CliSession.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var zone = await ZoneAsync(session, cancellationToken);
                if (zone is null)
                {
                    return CliSession.Failure;
                }

                var clock = TimeProvider.System;
                var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
                var from = arguments.From(session);
                var days = arguments.Days(session);
                if (from is null ? days > 1 : from.Value.AddDays(days) > today || double.IsFinite(session.Get(rate)))
                {
                    await Console.Error.WriteLineAsync(
                        "Use --days only with --from. With --from, choose days that are over at the port, and leave out --rate."
                    );
                    return CliSession.Failure;
                }

                var plan = arguments.Plan(session, from ?? today, zone);
                var perSecond = session.Get(rate);
                ArrivalPacing pacing = from is null
                    ? new ArrivalPacing.AtRate(double.IsFinite(perSecond) ? perSecond : null)
                    : new ArrivalPacing.Backfill(clock);
                plan = from is null ? plan : plan.Unannounced();
                var result = await session.WithProgressAsync(bars =>
                    TrafficSimulator.RunAsync(
                        session.Client(TimeSpan.FromMinutes(2)),
                        session.Port,
                        plan,
                        pacing,
                        new SimulationBars(bars, plan.Count),
                        cancellationToken
                    )
                );
                session.Show(result, Print);
                return result.FailedEvents is 0 ? CliSession.Success : CliSession.Failure;
            }
        );
        return command;
    }

    private static async Task<TimeZoneInfo?> ZoneAsync(CliSession session, CancellationToken cancellationToken)
    {
        var ports = await session.Client().Board.PortsAsync(cancellationToken);
        if (ports.FirstOrDefault(port => port.Code == session.Port) is { } port)
        {
            return TimeZoneInfo.FindSystemTimeZoneById(port.TimeZone);
        }

        await Console.Error.WriteLineAsync(
            $"The server has no port {session.Port}. Use --port with one of: {string.Join(", ", ports.Select(one => one.Code))}."
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

    private sealed class SimulationBars(ProgressBars bars, int total) : IProgress<SimulationProgress>
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
