using System.CommandLine;
using System.Globalization;
using PortTracker.ApiClient;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;
using PortTracker.Verification;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker verify audit</c>: recomputes the audit trails and lists each row with a fault.</summary>
internal static class VerifyAuditCommand
{
    private static readonly Option<FileInfo> AnchorsOption = new Option<FileInfo>("--anchors")
    {
        Description = "The anchor file of the server. Without it, rows removed from the end are not found.",
    }.AcceptExistingOnly();

    private static readonly Option<DateTimeOffset?> RemovedBeforeOption = new("--details-removed-before")
    {
        Description = "Rows older than this may be without personal details. Default: no row may.",
    };

    public static Command Create()
    {
        var command = new Command("audit", "Recomputes the audit trail of every service.")
        {
            AnchorsOption,
            RemovedBeforeOption,
        };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                AuditReport report;
                try
                {
                    report = await VerifyAsync(context, cancellationToken);
                }
                catch (Exception refused) when (refused is PortTrackerException or InvalidDataException)
                {
                    await Console.Error.WriteLineAsync(refused.Message);
                    return CommandContext.Unavailable;
                }

                context.Show(report, Print);
                return report.IsClean ? CommandContext.Success : CommandContext.Failure;
            }
        );
        return command;
    }

    private static async Task<AuditReport> VerifyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var client = context.Client(TimeSpan.FromSeconds(10));
        // Read the anchors first: trails read later have at least their rows.
        var anchors = context.Get(AnchorsOption) is { } file
            ? await AuditAnchorReader.ReadAsync(file.FullName, cancellationToken)
            : AuditAnchors.None;
        List<AuditTrailReport> trails = [];
        foreach (var service in ServiceNames.WithTrail)
        {
            trails.Add(
                await AuditVerifier.VerifyAsync(
                    service,
                    client.Audit.Entries(service, new AuditFilter()),
                    anchors.Anchors,
                    context.Get(RemovedBeforeOption),
                    cancellationToken
                )
            );
        }

        return new AuditReport(trails, anchors.SkippedLines);
    }

    private static void Print(AuditReport report)
    {
        var table = new Table().RoundedBorder().AddColumns("", "Service");
        foreach (var column in (string[])["Rows", "Details removed", "Anchors", "Findings"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("Head");
        foreach (var trail in report.Trails)
        {
            table.AddRow(
                trail.IsClean ? "[green]✓[/]" : "[red]✗[/]",
                trail.Service,
                DisplayFormat.Count(trail.Rows),
                DisplayFormat.Count(trail.DetailsRemoved),
                DisplayFormat.Count(trail.Anchors),
                DisplayFormat.Count(trail.Wrong),
                string.Create(CultureInfo.InvariantCulture, $"{trail.Head} {trail.HeadHash[..16]}…")
            );
        }

        AnsiConsole.Write(table);
        if (report.SkippedAnchorLines is { Count: > 0 } skipped)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[yellow]![/] Skipped in the anchor file, because a crash or a full disk tore them: line {string.Join(", ", skipped)}. The other anchors were compared."
            );
        }

        foreach (var trail in report.Trails.Where(trail => !trail.IsClean))
        {
            foreach (var finding in trail.Findings)
            {
                AnsiConsole.MarkupLineInterpolated(
                    $"[red]✗[/] {trail.Service}, row {finding.Sequence.ToString(CultureInfo.InvariantCulture)}: {Name(finding.Fault)}; {finding.What}"
                );
            }

            if (trail.Wrong > trail.Findings.Count)
            {
                AnsiConsole.MarkupLineInterpolated(
                    $"    and {DisplayFormat.Count(trail.Wrong - trail.Findings.Count)} more of {trail.Service}"
                );
            }

            if (!trail.IsComplete)
            {
                AnsiConsole.MarkupLineInterpolated(
                    $"    {trail.Service} has so many faults that the rest was not verified."
                );
            }
        }

        AnsiConsole.MarkupLine(
            report.IsClean ? "[green]Every row is as it was written.[/]" : "[red]The audit trail was tampered with.[/]"
        );
    }

    private static string Name(AuditFault fault) =>
        fault switch
        {
            AuditFault.Altered => "altered",
            AuditFault.Removed => "removed",
            AuditFault.Inserted => "inserted",
            AuditFault.OutOfOrder => "out of order",
            AuditFault.CutOff => "rows cut off",
            AuditFault.DetailsAltered => "details altered",
            AuditFault.DetailsRemoved => "details removed",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Unknown fault."),
        };
}
