using System.CommandLine;
using System.Globalization;
using PortTracker.Contracts.Throughput;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker totals</c>: exports of a year or a month.</summary>
internal static class TotalsCommand
{
    private const int Top = 10;

    public static Command Create()
    {
        var year = new Option<int>("--year") { Description = "The year.", Required = true };
        var month = new Option<int?>("--month") { Description = "A month of the year, 1 to 12." };
        var command = new Command("totals", "Vehicles exported in a year or a month, compared with the year before.")
        {
            year,
            month,
        };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var totals = await context
                    .Client()
                    .Throughput.TotalsAsync(context.Port, context.Get(year), context.Get(month), cancellationToken);
                context.Show(totals, Print);
                return CommandContext.Success;
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
        AnsiConsole.MarkupLine("[dim]* official figure, + partly official, … not closed.[/]");
        if (totals.Total.AsOf is not null)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[dim]Counted as of {DisplayFormat.Instant(totals.Total.AsOf)}, revision {DisplayFormat.Count(totals.Total.Revision)}.[/]"
            );
        }

        AnsiConsole.MarkupLineInterpolated(
            $"[dim]Vehicles by day of departure, in the port's time zone. In the port, in no total yet: {DisplayFormat.Count(totals.Open)}.[/]"
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
            DisplayFormat.Count(period.Vehicles) + Mark(period),
            DisplayFormat.Count(period.NewEnergy),
            DisplayFormat.Change(period.YearOnYear),
            DisplayFormat.Change(period.MonthOnMonth),
            DisplayFormat.Count(period.YearToDate),
            DisplayFormat.Change(period.YearToDateChange),
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
                    $"{name}: median {DisplayFormat.Duration(time.MedianSeconds)}, mean {DisplayFormat.Duration(time.MeanSeconds)}, p90 {DisplayFormat.Duration(time.P90Seconds)}, p95 {DisplayFormat.Duration(time.P95Seconds)}, of {DisplayFormat.Count(time.Count)} vehicles"
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
            table.AddRow(
                Markup.Escape(line.Key),
                DisplayFormat.Count(line.Vehicles),
                DisplayFormat.Share(line.Vehicles, all)
            );
        }

        AnsiConsole.Write(table);
    }
}
