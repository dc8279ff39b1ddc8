using System.CommandLine;
using System.Globalization;
using PortTracker.Client;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker verify audit</c>: recomputes the audit trails, and names each row with which something is wrong.</summary>
internal static class VerifyAuditCommand
{
    private static readonly Option<FileInfo> AnchorsOption = new Option<FileInfo>("--anchors")
    {
        Description = "The anchor file of the server; without it, what is cut off at the end is not seen.",
    }.AcceptExistingOnly();

    private static readonly Option<DateTimeOffset?> RemovedBeforeOption = new("--details-removed-before")
    {
        Description = "Rows that are older than this may be without their personal details; otherwise none may.",
    };

    public static Command Create()
    {
        var command = new Command("audit", "Recomputes the audit trail of every service.")
        {
            AnchorsOption,
            RemovedBeforeOption,
        };
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                AuditReport report;
                try
                {
                    report = await VerifyAsync(session, cancellationToken);
                }
                catch (Exception refused) when (refused is PortTrackerException or InvalidDataException)
                {
                    await Console.Error.WriteLineAsync(refused.Message);
                    return Session.CouldNotAsk;
                }

                session.Show(report, Print);
                return report.IsClean ? Session.Done : Session.NotDone;
            }
        );
        return command;
    }

    private static async Task<AuditReport> VerifyAsync(Session session, CancellationToken cancellationToken)
    {
        var client = session.Client(TimeSpan.FromSeconds(10));
        // Before the trails: those have at least what the anchors say.
        var anchors = session.Get(AnchorsOption) is { } file
            ? await AuditAnchors.ReadAsync(file.FullName, cancellationToken)
            : [];
        List<AuditTrailReport> trails = [];
        foreach (var service in ServiceNames.WithTrail)
        {
            trails.Add(
                await AuditVerification.VerifyAsync(
                    service,
                    client.AuditAsync(service, new AuditFilter(), cancellationToken),
                    anchors,
                    session.Get(RemovedBeforeOption),
                    cancellationToken
                )
            );
        }

        return new AuditReport(trails);
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
                Figures.Count(trail.Rows),
                Figures.Count(trail.DetailsRemoved),
                Figures.Count(trail.Anchors),
                Figures.Count(trail.Wrong),
                string.Create(CultureInfo.InvariantCulture, $"{trail.Head} {trail.HeadHash[..16]}…")
            );
        }

        AnsiConsole.Write(table);
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
                    $"    and {Figures.Count(trail.Wrong - trail.Findings.Count)} more of {trail.Service}"
                );
            }

            if (!trail.IsComplete)
            {
                AnsiConsole.MarkupLineInterpolated(
                    $"    There is so much wrong with {trail.Service} that the rest was not looked at."
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
            AuditFault.CutOff => "cut off after the anchor",
            AuditFault.DetailsAltered => "details altered",
            AuditFault.DetailsRemoved => "details removed",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "There is no such fault."),
        };
}
