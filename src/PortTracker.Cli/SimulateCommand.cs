using System.CommandLine;
using System.Globalization;
using PortTracker.Client.Simulation;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker simulate</c>: plays made-up traffic through the public API.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var command = new Command(
            "simulate",
            "Plays made-up traffic through the public API, from announcement to departure."
        );
        var planned = new PlanArguments(
            command,
            "First day, in the past: each step states its time of then. Left out, all happens now.",
            fromIsRequired: false
        );
        var rate = new Option<double>("--rate")
        {
            Description = "Arrivals a second, or max (the default): as many as the server takes. Not with --from.",
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

                result.AddError($"--rate is a number above 0, or max, not {text}.");
                return default;
            },
        };
        command.Add(rate);
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var zone = await ZoneAsync(session, cancellationToken);
                if (zone is null)
                {
                    return Session.NotDone;
                }

                var clock = TimeProvider.System;
                var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
                var from = planned.From(session);
                var days = planned.Days(session);
                if (from is null ? days > 1 : from.Value.AddDays(days) > today || double.IsFinite(session.Get(rate)))
                {
                    await Console.Error.WriteLineAsync(
                        "--days needs --from; with --from, all days must be over at the port, and there is no --rate."
                    );
                    return Session.NotDone;
                }

                var plan = planned.Plan(session, from ?? today, zone);
                var perSecond = session.Get(rate);
                Pace pace = from is null
                    ? new Pace.AtRate(double.IsFinite(perSecond) ? perSecond : null)
                    : new Pace.Backfill(clock);
                plan = from is null ? plan : plan.Unannounced();
                var result = await session.WithProgressAsync(bars =>
                    Player.PlayAsync(
                        session.Client(TimeSpan.FromMinutes(2)),
                        session.Port,
                        plan,
                        pace,
                        new PlayBars(bars, plan.Count),
                        cancellationToken
                    )
                );
                session.Show(result, Print);
                return result.FailedEvents is 0 ? Session.Done : Session.NotDone;
            }
        );
        return command;
    }

    private static async Task<TimeZoneInfo?> ZoneAsync(Session session, CancellationToken cancellationToken)
    {
        var ports = await session.Client().PortsAsync(cancellationToken);
        if (ports.FirstOrDefault(port => port.Code == session.Port) is { } port)
        {
            return TimeZoneInfo.FindSystemTimeZoneById(port.TimeZone);
        }

        await Console.Error.WriteLineAsync(
            $"There is no port {session.Port}; the server has {string.Join(", ", ports.Select(one => one.Code))}."
        );
        return null;
    }

    private static void Print(PlayResult result)
    {
        var outcome = result.Outcome;
        var table = new Table()
            .RoundedBorder()
            .AddColumn("")
            .AddColumn(new TableColumn("").RightAligned())
            .HideHeaders();
        Row("Vehicles", Figures.Count(result.Vehicles));
        Row("  pre-registered", Figures.Count(outcome.PreRegistered));
        Row("  arrived", Figures.Count(outcome.Arrived));
        Row("  documents or vehicle inspected", Figures.Count(outcome.Inspected));
        Row("  held and resumed", Figures.Count(outcome.Held));
        Row("  departed", Figures.Count(outcome.Departed));
        Row("  refused", Figures.Count(outcome.Refused));
        Row("  no-show", Figures.Count(outcome.NoShow));
        Row("  ended before, or by others", Figures.Count(outcome.EndedElsewhere));
        Row("Failed events", Figures.Count(result.FailedEvents));
        Row("Until board and totals had everything", Figures.Seconds(result.Elapsed));
        Row("Vehicles a second", result.VehiclesPerSecond.ToString("N1", CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);

        void Row(string what, string figure) => table.AddRow(Markup.Escape(what), Markup.Escape(figure));
    }

    private sealed class PlayBars(Bars bars, int total) : IProgress<PlayProgress>
    {
        private readonly Bar _arrived = bars.Add("Through the gate", total);
        private readonly Bar _cleared = bars.Add("Cleared", total);
        private readonly Bar _ended = bars.Add("Departed, refused or not come", total);

        public void Report(PlayProgress value)
        {
            _arrived.Report(value.Arrived + value.NoShow + value.EndedElsewhere);
            _cleared.Report(value.Cleared + value.Refused + value.NoShow + value.EndedElsewhere);
            _ended.Report(value.Ended);
        }
    }
}
