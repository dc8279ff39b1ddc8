using System.CommandLine;
using PortTracker.ApiClient;
using PortTracker.Verification;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker verify</c>: proves that no movement is lost and none counted twice.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command(
            "verify",
            "Compares the services' records of every movement, and recounts the totals."
        )
        {
            VerifyAuditCommand.Create(),
        };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                Evidence evidence;
                try
                {
                    evidence = await ReadAsync(context, cancellationToken);
                }
                catch (Exception refused) when (refused is PortTrackerException or TimeoutException)
                {
                    await Console.Error.WriteLineAsync(refused.Message);
                    return CommandContext.Unavailable;
                }

                var report = ConsistencyVerifier.Verify(evidence);
                context.Show(report, Print);
                return report.IsClean ? CommandContext.Success : CommandContext.Failure;
            }
        );
        return command;
    }

    private static Task<Evidence> ReadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var client = context.Client(TimeSpan.FromSeconds(10));
        return context.IsJson
            ? EvidenceReader.ReadAsync(client, cancellationToken: cancellationToken)
            : AnsiConsole
                .Status()
                .StartAsync(
                    "Reading from the server",
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
                DisplayFormat.Count(check.Examined),
                DisplayFormat.Count(check.Differing)
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
                    $"    and {DisplayFormat.Count(check.Differing - check.Differences.Count)} more"
                );
            }
        }

        AnsiConsole.MarkupLine(
            report.IsClean ? "[green]No movement is lost and none is counted twice.[/]" : "[red]The services differ.[/]"
        );
    }

    private sealed class Steps(StatusContext status) : IProgress<string>
    {
        public void Report(string value) => status.Status(Markup.Escape(value));
    }
}
