using System.CommandLine;
using PortTracker.ApiClient;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker audit</c>: searches the audit trails and exports them as CSV.</summary>
internal static class AuditCommand
{
    private static readonly Option<DateTimeOffset?> FromOption = new("--from")
    {
        Description = "Only rows from this time on, such as 2026-05-12 or 2026-05-12T08:00+08:00.",
        Recursive = true,
    };

    private static readonly Option<DateTimeOffset?> ToOption = new("--to")
    {
        Description = "Only rows before this time.",
        Recursive = true,
    };

    private static readonly Option<string?> ActorOption = Filter(
        "--actor",
        "Only actions of this user, key or service."
    );
    private static readonly Option<string?> ActionOption = Filter(
        "--action",
        "Only this action, such as clearance/grants."
    );
    private static readonly Option<string?> SubjectOption = Filter("--subject", "Only actions on this subject.");
    private static readonly Option<string?> VinOption = Filter("--vin", "Only actions on the vehicle with this VIN.");

    private static readonly Option<string?> ServiceOption = new Option<string?>("--service")
    {
        Description = "Only the trail of this service. Default: all services.",
    }.AcceptOnlyFromAmong([.. ServiceNames.WithTrail]);

    private static readonly Option<int> LimitOption = new("--limit")
    {
        Description = "The maximum number of rows for each service.",
        DefaultValueFactory = _ => 100,
    };

    private static readonly Option<string> OneServiceOption = new Option<string>("--service")
    {
        Description = "The service whose trail to export.",
        Required = true,
    }.AcceptOnlyFromAmong([.. ServiceNames.WithTrail]);

    private static readonly Argument<FileInfo> FileArgument = new("file") { Description = "Path of the CSV." };

    public static Command Create() =>
        new("audit", "Shows who did what, when, from where and why.")
        {
            Search(),
            Export(),
            FromOption,
            ToOption,
            ActorOption,
            ActionOption,
            SubjectOption,
            VinOption,
        };

    private static Command Search()
    {
        var command = new Command("search", "Shows rows, oldest first.") { ServiceOption, LimitOption };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var client = context.Client();
                IReadOnlyList<string> services = context.Get(ServiceOption) is { } only
                    ? [only]
                    : ServiceNames.WithTrail;
                List<AuditEntry> found = [];
                foreach (var service in services)
                {
                    found.AddRange(
                        await client
                            .Audit.Entries(service, FilterOf(context))
                            .Take(context.Get(LimitOption))
                            .ToListAsync(cancellationToken)
                    );
                }

                context.Show<IReadOnlyList<AuditEntry>>([.. found.OrderBy(entry => entry.At)], Print);
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Command Export()
    {
        var command = new Command("export", "Exports the trail of a service as CSV. The trail records the export.")
        {
            FileArgument,
            OneServiceOption,
        };
        CommandContext.Handle(
            command,
            async (context, cancellationToken) =>
            {
                var path = context.Get(FileArgument).FullName;
                await using (var file = File.Create(path))
                {
                    await context
                        .Client()
                        .Audit.ExportAsync(context.Get(OneServiceOption), FilterOf(context), file, cancellationToken);
                }

                context.Show(new { File = path }, _ => AnsiConsole.MarkupLineInterpolated($"Written to {path}."));
                return CommandContext.Success;
            }
        );
        return command;
    }

    private static Option<string?> Filter(string name, string description) =>
        new(name) { Description = description, Recursive = true };

    private static AuditFilter FilterOf(CommandContext context) =>
        new()
        {
            From = context.Get(FromOption),
            To = context.Get(ToOption),
            Actor = context.Get(ActorOption),
            Action = context.Get(ActionOption),
            Subject = context.Get(SubjectOption),
            Port = context.NamedPort,
            Vin = context.Get(VinOption),
        };

    private static void Print(IReadOnlyList<AuditEntry> entries)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumns("Time", "Actor", "Address", "Action", "Subject", "Vehicle", "Reason", "Before", "After");
        foreach (var entry in entries)
        {
            var details = AuditDetails.Of(entry);
            table.AddRow(
                new Text(DisplayFormat.Instant(entry.At)),
                new Text(details?.Name ?? entry.Actor),
                new Text(details?.Address ?? ""),
                new Text(entry.Action),
                new Text(entry.Subject ?? ""),
                new Text(details?.Vin ?? ""),
                new Text(details?.Reason ?? ""),
                new Text(details?.Before?.ToString() ?? ""),
                new Text(details?.After?.ToString() ?? "")
            );
        }

        AnsiConsole.Write(table);
    }
}
