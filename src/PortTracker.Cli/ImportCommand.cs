using System.CommandLine;
using PortTracker.Client;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker import</c>: sends CSV files to the server.</summary>
internal static class ImportCommand
{
    private static readonly Argument<FileInfo> FileArgument = new Argument<FileInfo>("file")
    {
        Description = "The CSV.",
    }.AcceptExistingOnly();

    private static readonly Option<BadLines> BadLinesOption = new("--bad-lines")
    {
        Description = "Bad lines make the server reject the file, or are left out and reported.",
    };

    private static readonly Option<DateOnly> ExpectedOnOption = new("--expected-on")
    {
        Description = "Day for which the vehicles are announced, at the port.",
        Required = true,
    };

    public static Command Create() =>
        new("import", "Sends a CSV to the server.") { Manifest(), Movements(), History() };

    private static Command Manifest()
    {
        var command = new Command("manifest", "Announces the vehicles of a manifest.")
        {
            FileArgument,
            ExpectedOnOption,
            BadLinesOption,
        };
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var response = await UploadAsync(
                    session,
                    file =>
                        session
                            .Client()
                            .PreRegisterAsync(
                                session.Port,
                                session.Get(ExpectedOnOption),
                                session.Get(BadLinesOption),
                                file,
                                cancellationToken
                            )
                );
                session.Show(
                    response,
                    done =>
                    {
                        AnsiConsole.MarkupLineInterpolated(
                            $"{Figures.Count(done.Movements.Count)} vehicles announced, {Figures.Count(done.BadLines.Count)} lines not taken."
                        );
                        Print(done.BadLines);
                    }
                );
                return Session.Done;
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
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var response = await UploadAsync(
                    session,
                    file =>
                        session
                            .Client()
                            .ImportMovementsAsync(session.Port, session.Get(BadLinesOption), file, cancellationToken)
                );
                session.Show(
                    response,
                    done =>
                    {
                        AnsiConsole.MarkupLineInterpolated(
                            $"{Figures.Count(done.Imported)} movements imported, {Figures.Count(done.AlreadyThere)} were there already, {Figures.Count(done.Rejected)} lines not taken."
                        );
                        Print(done.BadLines);
                    }
                );
                return Session.Done;
            }
        );
        return command;
    }

    private static Command History()
    {
        var command = new Command("history", "Imports official totals from before go-live.") { FileArgument };
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var response = await UploadAsync(
                    session,
                    file => session.Client().ImportHistoryAsync(session.Port, file, cancellationToken)
                );
                session.Show(
                    response,
                    done => AnsiConsole.MarkupLineInterpolated($"{Figures.Count(done.Periods)} periods imported.")
                );
                return Session.Done;
            }
        );
        return command;
    }

    private static Task<T> UploadAsync<T>(Session session, Func<CsvUpload, Task<T>> send)
    {
        var file = session.Get(FileArgument);
        return session.WithProgressAsync(bars =>
            send(CsvUpload.OfFile(file.FullName, bars.Add($"Sending {file.Name}", file.Length)))
        );
    }

    private static void Print(IReadOnlyList<BadLine> badLines)
    {
        if (badLines.Count is 0)
        {
            return;
        }

        var table = new Table().RoundedBorder().AddColumns("Line", "Column", "Why it was not taken");
        foreach (var bad in badLines)
        {
            table.AddRow(Figures.Count(bad.Line), Markup.Escape(bad.Field ?? "—"), Markup.Escape(bad.Message));
        }

        AnsiConsole.Write(table);
    }
}
