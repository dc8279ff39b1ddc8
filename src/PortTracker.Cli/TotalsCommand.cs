using System.CommandLine;
using System.Globalization;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker totals</c>: what was exported in a year or a month.</summary>
internal static class TotalsCommand
{
    private const int Top = 10;

    public static Command Create()
    {
        var year = new Option<int>("--year") { Description = "The year.", Required = true };
        var month = new Option<int?>("--month") { Description = "A month of it, 1 to 12." };
        var command = new Command(
            "totals",
            "Vehicles exported in a year or a month, and how that stands to the year before."
        )
        {
            year,
            month,
        };
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var totals = await session
                    .Client()
                    .TotalsAsync(session.Port, session.Get(year), session.Get(month), cancellationToken);
                session.Show(totals, Print);
                return Session.Done;
            }
        );
        return command;
    }

    private static void Print(TotalsResponse totals)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{totals.Sentence}[/]");
        AnsiConsole.WriteLine();
        AnsiConsole.Write(Periods(totals));
        PrintTimes(totals);
        PrintTop("Destination", totals, Dimension.Destination);
        PrintTop("Brand", totals, Dimension.Brand);
        AnsiConsole.MarkupLine("[dim]* official figure, + partly official, … not over yet.[/]");
        if (totals.Total.AsOf is not null)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[dim]Counted as of {Figures.Instant(totals.Total.AsOf)}, revision {Figures.Count(totals.Total.Revision)}.[/]"
            );
        }

        AnsiConsole.MarkupLineInterpolated(
            $"[dim]Vehicles by day of departure, in the port's time zone. In the port now, in no total yet: {Figures.Count(totals.Open)}.[/]"
        );
    }

    private static Table Periods(TotalsResponse totals)
    {
        var table = new Table().RoundedBorder().AddColumn(new TableColumn("Period").NoWrap());
        foreach (var heading in (string[])["Vehicles", "NEV", "YoY", "MoM", "YTD", "YTD YoY"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var part in totals.Parts)
        {
            table.AddRow(Cells(part));
        }

        return table.AddEmptyRow().AddRow(Cells(totals.Total));
    }

    private static string[] Cells(PeriodTotal period) =>
        [
            Name(period),
            Figures.Count(period.Vehicles) + Mark(period),
            Figures.Count(period.NewEnergy),
            Figures.Change(period.YearOnYear),
            Figures.Change(period.MonthOnMonth),
            Figures.Count(period.YearToDate),
            Figures.Change(period.YearToDateChange),
        ];

    private static string Mark(PeriodTotal period) =>
        period switch
        {
            { Source: TotalSource.Official } => " *",
            { Source: TotalSource.Mixed } => " +",
            { Closed: false } => " …",
            _ => "",
        };

    private static string Name(PeriodTotal period) =>
        (period.To.DayNumber - period.From.DayNumber) switch
        {
            0 => period.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            < 31 => period.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => period.From.ToString("yyyy", CultureInfo.InvariantCulture),
        };

    private static void PrintTimes(TotalsResponse totals)
    {
        var times = new[] { ("Release time", totals.ReleaseTime), ("Dwell time", totals.DwellTime) };
        foreach (var (name, time) in times)
        {
            if (time is not null)
            {
                AnsiConsole.MarkupLineInterpolated(
                    $"{name}: median {Figures.Duration(time.MedianSeconds)}, mean {Figures.Duration(time.MeanSeconds)}, p90 {Figures.Duration(time.P90Seconds)}, p95 {Figures.Duration(time.P95Seconds)}, of {Figures.Count(time.Count)} vehicles"
                );
            }
        }
    }

    private static void PrintTop(string heading, TotalsResponse totals, Dimension dimension)
    {
        if (totals.Breakdowns.GetValueOrDefault(dimension) is not { Count: > 0 } lines)
        {
            return;
        }

        var all = lines.Sum(line => line.Vehicles);
        var table = new Table()
            .RoundedBorder()
            .AddColumn(heading)
            .AddColumn(new TableColumn("Vehicles").RightAligned())
            .AddColumn(new TableColumn("Share").RightAligned());
        foreach (var line in lines.Take(Top))
        {
            table.AddRow(Markup.Escape(line.Key), Figures.Count(line.Vehicles), Figures.Share(line.Vehicles, all));
        }

        AnsiConsole.Write(table);
    }
}
