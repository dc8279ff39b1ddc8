using System.CommandLine;
using PortTracker.Client;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker verify</c>: proves that no movement is lost and none counted twice.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command(
            "verify",
            "Compares what every service knows of every movement, and recounts the totals."
        )
        {
            VerifyAuditCommand.Create(),
        };
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                Evidence evidence;
                try
                {
                    evidence = await ReadAsync(session, cancellationToken);
                }
                catch (Exception refused) when (refused is PortTrackerException or TimeoutException)
                {
                    await Console.Error.WriteLineAsync(refused.Message);
                    return Session.CouldNotAsk;
                }

                var report = Verification.Of(evidence);
                session.Show(report, Print);
                return report.IsClean ? Session.Done : Session.NotDone;
            }
        );
        return command;
    }

    private static Task<Evidence> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var client = session.Client(TimeSpan.FromSeconds(10));
        return session.IsJson
            ? EvidenceReader.ReadAsync(client, cancellationToken: cancellationToken)
            : AnsiConsole
                .Status()
                .StartAsync(
                    "Asking the server",
                    status => EvidenceReader.ReadAsync(client, new Steps(status), cancellationToken)
                );
    }

    private static void Print(VerificationReport report)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumns("", "Check")
            .AddColumn(new TableColumn("Examined").RightAligned())
            .AddColumn(new TableColumn("Differing").RightAligned());
        foreach (var check in report.Checks)
        {
            table.AddRow(
                check.Holds ? "[green]✓[/]" : "[red]✗[/]",
                Markup.Escape(check.Name),
                Figures.Count(check.Examined),
                Figures.Count(check.Differing)
            );
        }

        AnsiConsole.Write(table);
        foreach (var check in report.Checks.Where(check => !check.Holds))
        {
            AnsiConsole.MarkupLineInterpolated($"[red]✗[/] {check.Name}:");
            foreach (var difference in check.Differences)
            {
                AnsiConsole.MarkupLineInterpolated($"    {difference}");
            }

            if (check.Differing > check.Differences.Count)
            {
                AnsiConsole.MarkupLineInterpolated(
                    $"    and {Figures.Count(check.Differing - check.Differences.Count)} more"
                );
            }
        }

        AnsiConsole.MarkupLine(
            report.IsClean ? "[green]Nothing is lost, nothing is counted twice.[/]" : "[red]There are differences.[/]"
        );
    }

    private sealed class Steps(StatusContext status) : IProgress<string>
    {
        public void Report(string value) => status.Status(Markup.Escape(value));
    }
}
