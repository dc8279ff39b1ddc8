using System.CommandLine;
using PortTracker.Contracts;
using Spectre.Console;

namespace PortTracker.Cli;

/// <summary><c>porttracker firms</c>: the logistics firms that have users or keys.</summary>
internal static class FirmsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the firms.");
        Session.Handle(
            list,
            async (session, cancellationToken) =>
            {
                session.Show(await session.Client().FirmsAsync(cancellationToken), Print);
                return Session.Done;
            }
        );

        var uscc = new Argument<string>("uscc") { Description = "Unified social credit code." };
        var name = new Argument<string>("name") { Description = "Name of the firm." };
        var add = new Command("add", "Adds a firm, or gives one another name.") { uscc, name };
        Session.Handle(
            add,
            async (session, cancellationToken) =>
            {
                var firm = new Firm { Uscc = session.Get(uscc), Name = session.Get(name) };
                session.Show(await session.Client().PutFirmAsync(firm, cancellationToken), added => Print([added]));
                return Session.Done;
            }
        );
        return new Command("firms", "Logistics firms that have users or API keys.") { list, add };
    }

    private static void Print(IReadOnlyList<Firm> firms)
    {
        var table = new Table().RoundedBorder().AddColumns("USCC", "Name");
        foreach (var firm in firms)
        {
            table.AddRow(Markup.Escape(firm.Uscc), Markup.Escape(firm.Name));
        }

        AnsiConsole.Write(table);
    }
}
