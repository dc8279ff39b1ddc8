using System.CommandLine;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker audit</c>: searches the audit trails, and takes one as CSV.</summary>
internal static class AuditCommand
{
    private static readonly Option<DateTimeOffset?> FromOption = new("--from")
    {
        Description = "Only from then on, such as 2026-05-12 or 2026-05-12T08:00+08:00.",
        Recursive = true,
    };

    private static readonly Option<DateTimeOffset?> ToOption = new("--to")
    {
        Description = "Only before then.",
        Recursive = true,
    };

    private static readonly Option<string?> ActorOption = Filter("--actor", "Only what this one did.");
    private static readonly Option<string?> ActionOption = Filter("--action", "Only this, such as clearance/grants.");
    private static readonly Option<string?> SubjectOption = Filter("--subject", "Only what was done to this.");
    private static readonly Option<string?> VinOption = Filter("--vin", "Only what was done to this vehicle.");

    private static readonly Option<string?> ServiceOption = new Option<string?>("--service")
    {
        Description = "Only the trail of this service; otherwise every one is searched.",
    }.AcceptOnlyFromAmong([.. ServiceNames.WithTrail]);

    private static readonly Option<int> LimitOption = new("--limit")
    {
        Description = "The most rows of a service to show.",
        DefaultValueFactory = _ => 100,
    };

    private static readonly Option<string> OneServiceOption = new Option<string>("--service")
    {
        Description = "The service whose trail is taken.",
        Required = true,
    }.AcceptOnlyFromAmong([.. ServiceNames.WithTrail]);

    private static readonly Argument<FileInfo> FileArgument = new("file") { Description = "Where to write it." };

    public static Command Create() =>
        new("audit", "What persons did: each action, by whom, when, from where and why.")
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
        var command = new Command("search", "Shows rows, the oldest first.") { ServiceOption, LimitOption };
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var client = session.Client();
                IReadOnlyList<string> services = session.Get(ServiceOption) is { } only
                    ? [only]
                    : ServiceNames.WithTrail;
                List<AuditEntry> found = [];
                foreach (var service in services)
                {
                    found.AddRange(
                        await client
                            .AuditAsync(service, FilterOf(session), cancellationToken)
                            .Take(session.Get(LimitOption))
                            .ToListAsync(cancellationToken)
                    );
                }

                session.Show<IReadOnlyList<AuditEntry>>([.. found.OrderBy(entry => entry.At)], Print);
                return Session.Done;
            }
        );
        return command;
    }

    private static Command Export()
    {
        var command = new Command("export", "Writes the trail of a service as CSV. That it was taken is on the trail.")
        {
            FileArgument,
            OneServiceOption,
        };
        Session.Handle(
            command,
            async (session, cancellationToken) =>
            {
                var path = session.Get(FileArgument).FullName;
                await using (var file = File.Create(path))
                {
                    await session
                        .Client()
                        .ExportAuditAsync(session.Get(OneServiceOption), FilterOf(session), file, cancellationToken);
                }

                session.Show(new { File = path }, _ => AnsiConsole.MarkupLineInterpolated($"Written to {path}."));
                return Session.Done;
            }
        );
        return command;
    }

    private static Option<string?> Filter(string name, string description) =>
        new(name) { Description = description, Recursive = true };

    private static AuditFilter FilterOf(Session session) =>
        new()
        {
            From = session.Get(FromOption),
            To = session.Get(ToOption),
            Actor = session.Get(ActorOption),
            Action = session.Get(ActionOption),
            Subject = session.Get(SubjectOption),
            Port = session.NamedPort,
            Vin = session.Get(VinOption),
        };

    private static void Print(IReadOnlyList<AuditEntry> entries)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumns("When", "Who", "From", "What", "To what", "Vehicle", "Why", "Before", "After");
        foreach (var entry in entries)
        {
            var details = AuditDetails.Of(entry);
            table.AddRow(
                new Text(Figures.Instant(entry.At)),
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
