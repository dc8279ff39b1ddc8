using System.CommandLine;
using PortTracker.Contracts.Access;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker sessions</c>: the open sessions of the signed-in user.</summary>
internal static class SessionsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists your open sessions.");
        CommandContext.Handle(
            list,
            async (context, cancellationToken) =>
            {
                context.Show(await context.Client().Account.SessionsAsync(cancellationToken), Print);
                return CommandContext.Success;
            }
        );

        var id = new Argument<Guid>("id") { Description = "Id of the session, as listed." };
        var end = new Command("end", "Ends one of your sessions.") { id };
        CommandContext.Handle(
            end,
            async (context, cancellationToken) =>
            {
                await context.Client().Account.EndSessionAsync(context.Get(id), cancellationToken);
                await Console.Out.WriteLineAsync("The session has ended.");
                return CommandContext.Success;
            }
        );
        return new Command("sessions", "Lists and ends your sessions.") { list, end };
    }

    private static void Print(IReadOnlyList<Session> sessions)
    {
        var table = new Table().AddColumns("Id", "Kind", "Device", "Address", "Signed in", "Ends", "");
        foreach (var session in sessions)
        {
            table.AddRow(
                session.Id.ToString(),
                session.Kind.ToString(),
                Markup.Escape(session.Device ?? ""),
                Markup.Escape(session.Address ?? ""),
                DisplayFormat.Instant(session.StartedAt),
                DisplayFormat.Instant(session.EndsAt),
                session.IsCurrent ? "this one" : ""
            );
        }

        AnsiConsole.Write(table);
    }
}
