using System.CommandLine;
using PortTracker.ApiClient;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Throughput;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker import</c>: sends CSV files to the server.</summary>
internal static class ImportCommand
{
    private static readonly Argument<FileInfo> FileArgument = new Argument<FileInfo>("file")
    {
        Description = "Path of the CSV.",
    }.AcceptExistingOnly();

    private static readonly Option<BadLineHandling> BadLinesOption = new("--bad-lines")
    {
        Description = "Whether the server rejects a file with bad lines, or skips and reports them.",
    };

    private static readonly Option<DateOnly> ExpectedOnOption = new("--expected-on")
    {
        Description = "Day on which the vehicles are expected, in the port's time zone.",
        Required = true,
    };

    public static Command Create() => new("import", "Imports a CSV.") { Manifest(), Movements(), OfficialTotals() };

    private static Command Manifest()
    {
        var command = new Command("manifest", "Announces the vehicles of a manifest.")
        {
            FileArgument,
            ExpectedOnOption,
            BadLinesOption,
        };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var response = await UploadAsync(
                    context,
                    file =>
                        context
                            .Client()
                            .Entry.PreRegisterAsync(
                                context.Port,
                                context.Get(ExpectedOnOption),
                                context.Get(BadLinesOption),
                                file,
                                idempotencyKey: null,
                                cancellationToken
                            )
                );
                context.Show(
                    response,
                    done =>
                    {
                        AnsiConsole.MarkupLineInterpolated(
                            $"{DisplayFormat.Count(done.Movements.Count)} vehicles announced, {DisplayFormat.Count(done.BadLines.DistinctBy(bad => bad.Line).Count())} lines rejected."
                        );
                        Print(done.BadLines);
                        foreach (var vehicle in done.Movements.Where(vehicle => vehicle.Warning is not null))
                        {
                            AnsiConsole.MarkupLineInterpolated(
                                $"[yellow]![/] Line {DisplayFormat.Count(vehicle.Line ?? 0)}: {vehicle.Warning}"
                            );
                        }
                    }
                );
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Command Movements()
    {
        var command = new Command("movements", "Imports completed movements from before go-live.")
        {
            FileArgument,
            BadLinesOption,
        };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var response = await UploadAsync(
                    context,
                    file =>
                        context
                            .Client()
                            .Throughput.ImportMovementsAsync(
                                context.Port,
                                context.Get(BadLinesOption),
                                file,
                                cancellationToken
                            )
                );
                context.Show(
                    response,
                    done =>
                    {
                        AnsiConsole.MarkupLineInterpolated(
                            $"{DisplayFormat.Count(done.Imported)} movements imported, {DisplayFormat.Count(done.AlreadyThere)} were already imported, {DisplayFormat.Count(done.Rejected)} lines rejected."
                        );
                        Print(done.BadLines);
                        Print(done.Differences, done.Different);
                        Print(done.Warnings, done.Warned);
                    }
                );
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Command OfficialTotals()
    {
        var command = new Command("official-totals", "Imports official totals from before go-live.") { FileArgument };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var response = await UploadAsync(
                    context,
                    file => context.Client().Throughput.ImportOfficialTotalsAsync(context.Port, file, cancellationToken)
                );
                context.Show(
                    response,
                    done =>
                    {
                        AnsiConsole.MarkupLineInterpolated($"{DisplayFormat.Count(done.Periods)} periods imported.");
                        Print(done.Replaced, done.Replaced.Count);
                    }
                );
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Task<T> UploadAsync<T>(CommandContext context, Func<CsvSource, Task<T>> send)
    {
        var file = context.Get(FileArgument);
        return context.WithProgressAsync(bars =>
            send(new CsvSource(file.OpenRead, bars.Add($"Sending {file.Name}", file.Length)))
        );
    }

    private static void Print(IReadOnlyList<LineNote> notes, long count)
    {
        foreach (var note in notes)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]![/] Line {DisplayFormat.Count(note.Line)}: {note.Message}");
        }

        if (count > notes.Count)
        {
            AnsiConsole.MarkupLineInterpolated($"    and {DisplayFormat.Count(count - notes.Count)} more such lines");
        }
    }

    private static void Print(IReadOnlyList<LineError> badLines)
    {
        if (badLines.Count is 0)
        {
            return;
        }

        var table = new Table().RoundedBorder().AddColumns("Line", "Column", "Reason");
        foreach (var bad in badLines)
        {
            table.AddRow(DisplayFormat.Count(bad.Line), Markup.Escape(bad.Field ?? "—"), Markup.Escape(bad.Message));
        }

        AnsiConsole.Write(table);
    }
}
